/**
 * What brings large batches back: the remedies of Keskar et al. 2017, Appendix E, and of the years
 * after. Each is a class of its own, registered in {@link dev.basin.train.remedy.RemedyKind#ALL}.
 */
@NullMarked
package dev.basin.train.remedy;

import org.jspecify.annotations.NullMarked;
