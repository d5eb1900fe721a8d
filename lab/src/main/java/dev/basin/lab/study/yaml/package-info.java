/** Reads studies from YAML files. */
@NullMarked
package dev.basin.lab.study.yaml;

import org.jspecify.annotations.NullMarked;
