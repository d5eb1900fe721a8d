/**
 * Decoders of pictures, PNG and JPEG, which give the stored samples row by row: to the bit what
 * libpng and libjpeg give, in memory that a picture's header tells, and only of whole files.
 */
@NullMarked
package dev.basin.data.image.codec;

import org.jspecify.annotations.NullMarked;
