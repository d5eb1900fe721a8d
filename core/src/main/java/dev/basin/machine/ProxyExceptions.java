package dev.basin.machine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which hosts are asked directly: those of {@code no_proxy}, a list with commas or blanks of names
 * (each stands for itself and all below it), numbers, networks such as {@code 10.0.0.0/8}, each
 * with a port or without, and {@code *} for all; and this machine itself, always.
 */
final class ProxyExceptions {
  private static final Pattern ENTRY =
      Pattern.compile("(?:\\[([^\\]]*)]|([^:]*)|([^\\]]*:[^\\]]*:[^\\]]*?))(?::(\\d{1,5}))?");
  private static final Pattern NUMBER =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}|.*:.*");

  private final List<String> entries;

  /** Reads a list. */
  ProxyExceptions(String list) {
    this.entries = Arrays.stream(list.split("[,\\s]+")).filter(entry -> !entry.isEmpty()).toList();
  }

  /** Whether a host is asked directly. */
  boolean match(String host, int port) {
    String name = plain(host);
    return isThisMachine(name) || entries.stream().anyMatch(entry -> matches(entry, name, port));
  }

  private static boolean isThisMachine(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || number(name).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return isInNetwork(entry, host);
    }
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      return false;
    }
    if (parts.group(4) != null && Integer.parseInt(parts.group(4)) != port) {
      return false;
    }
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= 3; k++) {
      if (parts.group(k) != null) {
        names.add(plain(parts.group(k)));
      }
    }
    return matchesName(names.get(0), host);
  }

  private static boolean matchesName(String entry, String host) {
    Optional<InetAddress> number = number(entry);
    if (number.isPresent()) {
      return number.equals(number(host));
    }
    String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
    String name = domain.startsWith(".") ? domain.substring(1) : domain;
    return host.equals(name)
        || (!name.isEmpty() && number(host).isEmpty() && host.endsWith("." + name));
  }

  private static boolean isInNetwork(String entry, String host) {
    int slash = entry.indexOf('/');
    Optional<InetAddress> network = number(plain(entry.substring(0, slash)));
    Optional<InetAddress> address = number(host);
    if (network.isEmpty() || address.isEmpty() || !entry.substring(slash + 1).matches("\\d{1,3}")) {
      return false;
    }
    byte[] wanted = network.get().getAddress();
    byte[] found = address.get().getAddress();
    int bits = Integer.parseInt(entry.substring(slash + 1));
    if (wanted.length != found.length || bits > Byte.SIZE * wanted.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((wanted[bit / Byte.SIZE] ^ found[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** A host that is a number; a name is not asked for one. */
  private static Optional<InetAddress> number(String host) {
    if (!NUMBER.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
