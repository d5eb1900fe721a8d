/**
 * Speech data as the Kaldi toolkit stores it: archives and scripts of matrices, vectors and integer
 * lists, and the way from features and alignments to a prepared data set.
 */
@NullMarked
package dev.basin.data.kaldi;

import org.jspecify.annotations.NullMarked;
