package dev.basin.data.kaldi;

/**
 * An utterance that is kept.
 *
 * @param key its name
 * @param speaker who speaks
 * @param frames how many frames it has
 * @param begin the place of its features in the temporary file
 * @param alignment its pdf-ids
 */
record Utterance(
    String key, String speaker, int frames, long begin, Alignments.Alignment alignment) {}
