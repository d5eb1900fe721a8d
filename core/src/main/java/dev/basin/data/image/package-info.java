/** Data sets of images: MNIST, CIFAR, and folders of one's own. */
@NullMarked
package dev.basin.data.image;

import org.jspecify.annotations.NullMarked;
