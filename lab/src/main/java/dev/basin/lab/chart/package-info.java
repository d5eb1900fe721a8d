/** Charts as plain geometry, drawn as SVG or as a raster image by two small back ends. */
@NullMarked
package dev.basin.lab.chart;

import org.jspecify.annotations.NullMarked;
