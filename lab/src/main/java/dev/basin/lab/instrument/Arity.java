package dev.basin.lab.instrument;

/** How many sets of weights an instrument measures at once. */
public enum Arity {
  /** One solution. */
  ONE,
  /** Two, from the first to the second. */
  TWO,
  /** One in the centre of what is looked at, or three that span it. */
  ONE_OR_THREE,
  /** What training went through, in order, three or more. */
  ITERATES;

  /** Whether it measures so many. */
  public boolean allows(int count) {
    return switch (this) {
      case ONE -> count == 1;
      case TWO -> count == 2;
      case ONE_OR_THREE -> count == 1 || count == 3;
      case ITERATES -> count >= 3;
    };
  }

  /** In words. */
  public String words() {
    return switch (this) {
      case ONE -> "one";
      case TWO -> "two";
      case ONE_OR_THREE -> "one or three";
      case ITERATES -> "three or more";
    };
  }
}
