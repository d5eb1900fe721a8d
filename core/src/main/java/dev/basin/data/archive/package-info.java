/** Reads tar and zip archives, and unpacks them within limits. */
@NullMarked
package dev.basin.data.archive;

import org.jspecify.annotations.NullMarked;
