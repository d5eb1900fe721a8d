/** Loss and accuracy along paths between two solutions. */
@NullMarked
package dev.basin.landscape;

import org.jspecify.annotations.NullMarked;
