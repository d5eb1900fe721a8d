/**
 * Attacks every reader of foreign content with mutated input.
 *
 * <p>The tests of this package stand in the module from which all readers can be seen. Each takes
 * whole files of a format, spoils them by rules that a seed decides, and gives them to the reader,
 * which must read them to something sound or refuse them in the way that it documents.
 */
package dev.basin.hostile;
