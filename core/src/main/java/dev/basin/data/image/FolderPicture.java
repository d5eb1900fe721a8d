package dev.basin.data.image;

import java.nio.file.Path;

/**
 * A picture's file in an image folder.
 *
 * @param file where it is
 * @param path its path in the folder, with {@code /} between names: {@code train/airplane/0001.jpg}
 * @param label its class, from 0
 * @param bytes the file's length
 * @param changed when it was last changed, for telling one state of a folder from another
 */
record FolderPicture(Path file, String path, int label, long bytes, String changed) {}
