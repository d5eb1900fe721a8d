package dev.basin.data.image.codec;

/**
 * What a picture's header tells.
 *
 * @param format {@code PNG} or {@code JPEG}
 * @param height rows, as the header says; not checked against any limit
 * @param width columns, likewise
 * @param channels samples of a pixel: 1 of grey or a palette, 2 of grey with alpha, 3 of colour, 4
 *     of colour with alpha
 * @param workingBytes the memory that decoding takes, beside what is made of the rows
 */
public record PictureForm(String format, int height, int width, int channels, long workingBytes) {}
