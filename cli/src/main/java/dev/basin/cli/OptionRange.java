package dev.basin.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values that a numeric option may have, whatever else is asked for; {@link OptionRanges}
 * refuses others before a command begins. Unless said otherwise, numbers above 0 that float32
 * holds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface OptionRange {
  /** The smallest. */
  double least() default Float.MIN_NORMAL;

  /** The largest. */
  double most() default Float.MAX_VALUE;
}
