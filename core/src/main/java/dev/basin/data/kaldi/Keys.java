package dev.basin.data.kaldi;

/** Names of utterances and speakers, made fit for messages. */
final class Keys {
  private static final int LONGEST = 100;

  private Keys() {}

  /** A name from a file between quotation marks, cut where it would flood a message. */
  static String quote(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return "'"
        + (printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable)
        + "'";
  }
}
