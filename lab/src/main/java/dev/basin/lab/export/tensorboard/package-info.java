/** TensorBoard's event files. */
@NullMarked
package dev.basin.lab.export.tensorboard;

import org.jspecify.annotations.NullMarked;
