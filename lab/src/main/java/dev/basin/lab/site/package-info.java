/** Reports of studies: a static site and LaTeX, made from a store alone. */
@NullMarked
package dev.basin.lab.site;

import org.jspecify.annotations.NullMarked;
