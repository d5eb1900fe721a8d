/** Loss and accuracy along paths, in planes, along trajectories and around solutions. */
@NullMarked
package dev.basin.landscape;

import org.jspecify.annotations.NullMarked;
