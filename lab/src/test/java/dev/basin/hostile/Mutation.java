package dev.basin.hostile;

/** One way to spoil content. */
@FunctionalInterface
interface Mutation {
  /**
   * Spoils content.
   *
   * @param content not to be changed
   * @param chance decides whatever is open
   * @return the spoilt content, which may be the very same where there is nothing to spoil
   */
  byte[] of(byte[] content, Chance chance);

  /** One of several ways, each as likely. */
  static Mutation oneOf(java.util.List<Mutation> ways) {
    return (content, chance) -> chance.of(ways).of(content, chance);
  }
}
