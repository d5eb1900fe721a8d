/**
 * Pages of studies and comparisons: HTML, CSV, LaTeX, figures and text, made from a store alone.
 */
@NullMarked
package dev.basin.lab.report;

import org.jspecify.annotations.NullMarked;
