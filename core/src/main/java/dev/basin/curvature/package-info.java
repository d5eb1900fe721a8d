/**
 * What the second derivatives at a point are like: extreme eigenvalues, spectral density, trace.
 * Everything here asks a {@link dev.basin.curvature.SymmetricOperator} for products with vectors.
 */
@NullMarked
package dev.basin.curvature;

import org.jspecify.annotations.NullMarked;
