package dev.basin.lab.study;

import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import dev.basin.network.Variant;

/** Networks by the names that studies give them: {@code C1}, or {@code C1-authors}. */
public final class StudyNetworks {
  private static final String AUTHORS = "-authors";

  private StudyNetworks() {}

  /** The network of that name. */
  public static Network byName(String name) {
    return name.endsWith(AUTHORS)
        ? PaperNetworks.byName(name.substring(0, name.length() - AUTHORS.length()), Variant.AUTHORS)
        : PaperNetworks.byName(name);
  }

  /** The name as the network itself gives it, if there is such a network. */
  public static String checkedName(String name) {
    return byName(name).name();
  }
}
