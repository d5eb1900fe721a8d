/** The paper's remarks on sharpness and curvature, checked at several solutions. */
@NullMarked
package dev.basin.lab.remarks;

import org.jspecify.annotations.NullMarked;
