package dev.basin.cli;

import dev.basin.lab.Versions;
import picocli.CommandLine.IVersionProvider;

/** What {@code basin --version} prints. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"basin " + Versions.basin() + " (" + Versions.commit() + ")"};
  }
}
