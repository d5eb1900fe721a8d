/**
 * Data for those who have neither TIMIT nor CIFAR: generators of speech-like and image-like points,
 * the same for a seed on every machine and for any number of threads.
 */
@NullMarked
package dev.basin.data.synthetic;

import org.jspecify.annotations.NullMarked;
