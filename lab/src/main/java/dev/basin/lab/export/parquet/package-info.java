/** Tables as Apache Parquet files. */
@NullMarked
package dev.basin.lab.export.parquet;

import org.jspecify.annotations.NullMarked;
