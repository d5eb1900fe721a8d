package dev.basin.machine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that an environment variable names. Its text form has no password.
 *
 * @param variable that names it
 * @param host its name or number, without brackets
 * @param port its port
 * @param login what it is told when it asks who is there, or null
 */
record ProxyAddress(String variable, String host, int port, @Nullable Login login) {
  private static final int HTTP_PORT = 80;
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern SCHEME = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern PLACE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%\\w+)?)]|([^\\[\\]:/?#\\s]+))(?::(\\d{1,5}))?/?");

  /** A user's name and password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user + ":***";
    }
  }

  /**
   * Reads {@code [http://][USER[:PASSWORD]@]HOST[:PORT]}, of which user and password may be escaped
   * as in addresses. No message repeats the value, which may hold a password.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static ProxyAddress parse(String variable, String value) {
    String rest = value.strip();
    Matcher scheme = SCHEME.matcher(rest);
    if (scheme.matches()) {
      String kind = scheme.group(1).toLowerCase(Locale.ROOT);
      if (!kind.equals("http")) {
        throw new IllegalArgumentException(
            variable
                + " names a proxy of the kind "
                + kind
                + "://, and Basin speaks http:// with proxies only; name such a one, or unset it");
      }
      rest = scheme.group(2);
    }
    int end = rest.lastIndexOf('@');
    Matcher place = PLACE.matcher(rest.substring(end + 1));
    if (!place.matches()) {
      throw unreadable(variable);
    }
    int port = place.group(3) == null ? HTTP_PORT : Integer.parseInt(place.group(3));
    if (port < 1 || port > LARGEST_PORT) {
      throw unreadable(variable);
    }
    String host = place.group(1) == null ? place.group(2) : place.group(1);
    return new ProxyAddress(variable, host, port, end < 0 ? null : login(rest.substring(0, end)));
  }

  private static IllegalArgumentException unreadable(String variable) {
    return new IllegalArgumentException(
        variable
            + " is no address of a proxy; expected http://HOST:PORT, or"
            + " http://USER:PASSWORD@HOST:PORT");
  }

  private static Login login(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Login(unescaped(text), "")
        : new Login(unescaped(text.substring(0, colon)), unescaped(text.substring(colon + 1)));
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that is meant as one
    }
  }

  /** Whether it is at that place. */
  boolean isAt(String otherHost, int otherPort) {
    return host.equalsIgnoreCase(otherHost) && port == otherPort;
  }

  /** Whether it is where the other is. */
  boolean isAt(ProxyAddress other) {
    return isAt(other.host, other.port);
  }

  /** For people: {@code proxy.example:3128 (https_proxy)}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + " (" + variable + ")";
  }
}
