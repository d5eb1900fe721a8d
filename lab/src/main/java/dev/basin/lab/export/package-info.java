/** Studies as tables and scalars, for tools other than Basin. */
@NullMarked
package dev.basin.lab.export;

import org.jspecify.annotations.NullMarked;
