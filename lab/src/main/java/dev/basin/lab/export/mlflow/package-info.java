/** Runs on an MLflow tracking server. */
@NullMarked
package dev.basin.lab.export.mlflow;

import org.jspecify.annotations.NullMarked;
