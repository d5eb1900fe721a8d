package dev.basin.network;

import java.util.List;

/** No network has that name. */
public final class UnknownNetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownNetworkException(String name, List<String> known) {
    super("unknown network '" + name + "'; known are: " + String.join(", ", known));
  }
}
