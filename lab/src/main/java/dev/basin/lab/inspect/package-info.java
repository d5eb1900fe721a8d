/**
 * What is in a file of data: each kind of file has an inspector, which reads all of it and tells
 * its entries, shapes and ranges.
 */
@NullMarked
package dev.basin.lab.inspect;

import org.jspecify.annotations.NullMarked;
