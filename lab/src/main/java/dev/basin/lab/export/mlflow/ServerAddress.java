package dev.basin.lab.export.mlflow;

import dev.basin.engine.WithoutSecrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address of a server. */
final class ServerAddress {
  private ServerAddress() {}

  /**
   * The address without slashes at its end.
   *
   * @throws IllegalArgumentException if it is none of HTTP, or has more than scheme, host, port and
   *     path
   */
  static String checked(String address) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return address.replaceAll("/+$", "");
      }
    } catch (URISyntaxException e) {
      // its message would repeat the address
    }
    throw new IllegalArgumentException(refusal(address));
  }

  /** A password or a token is never repeated. */
  private static String refusal(String address) {
    String shown = WithoutSecrets.ofAddress(address);
    String why = shown.equals(address) ? "" : ", with a user name, password or token in it";
    return "the server is '"
        + shown
        + "'"
        + why
        + "; expected an address such as http://localhost:5000";
  }
}
