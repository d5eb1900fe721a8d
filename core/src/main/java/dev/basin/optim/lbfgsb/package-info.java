/** L-BFGS-B: maximises or minimises a function of one flat vector over a box. */
@NullMarked
package dev.basin.optim.lbfgsb;

import org.jspecify.annotations.NullMarked;
