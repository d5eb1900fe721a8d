/** Everything that turns a comparison into what people see: JSON, HTML, CSV, figures and text. */
@NullMarked
package dev.basin.lab.report;

import org.jspecify.annotations.NullMarked;
