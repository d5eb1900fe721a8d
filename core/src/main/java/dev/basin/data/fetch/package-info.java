/** Fetches published data sets, checks their digests, and keeps them in a folder. */
@NullMarked
package dev.basin.data.fetch;

import org.jspecify.annotations.NullMarked;
