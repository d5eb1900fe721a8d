package dev.basin.machine;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, as other programs of a machine obey them: {@code
 * https_proxy} and {@code http_proxy} by the scheme of what is asked, else {@code all_proxy}, not
 * for the hosts of {@code no_proxy}, in small letters or, where that is not set, in capitals.
 * Java's own properties ({@code https.proxyHost} and so on) come first where they are set.
 */
public final class EnvironmentProxies {
  /** Java refuses, unless told otherwise, to tell a proxy a password before a tunnel. */
  private static final String REFUSED_FOR_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final Map<String, String> environment;
  private final Properties properties;

  /**
   * Reads nothing yet.
   *
   * @param environment of the process
   * @param properties of Java
   */
  EnvironmentProxies(Map<String, String> environment, Properties properties) {
    this.environment = Map.copyOf(environment);
    this.properties = properties;
  }

  /** Those of an environment, beside this process's properties. */
  public static EnvironmentProxies of(Map<String, String> environment) {
    return new EnvironmentProxies(environment, System.getProperties());
  }

  /**
   * Which proxy is asked for an address, for people, without its password.
   *
   * @throws IllegalArgumentException if the variable is no address of a proxy, or of one that is
   *     not spoken with; the message does not repeat it
   */
  public Optional<String> describe(URI address) {
    return proxyFor(address).map(ProxyAddress::toString);
  }

  Optional<ProxyAddress> proxyFor(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    if (host == null || properties.getProperty(scheme + ".proxyHost") != null) {
      return Optional.empty();
    }
    int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    String exceptions = Optional.ofNullable(variable("no_proxy")).map(this::value).orElse("");
    int port = address.getPort() < 0 ? usual : address.getPort();
    if (new ProxyExceptions(exceptions).match(host, port)) {
      return Optional.empty();
    }
    String variable = variable(scheme + "_proxy");
    if (variable == null) {
      variable = variable("all_proxy");
    }
    return variable == null
        ? Optional.empty()
        : Optional.of(ProxyAddress.parse(variable, value(variable)));
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "");
  }

  /** The name under which a variable is set to something. */
  private @Nullable String variable(String name) {
    if (!value(name).isBlank()) {
      return name;
    }
    String capitals = name.toUpperCase(Locale.ROOT);
    // a web server sets HTTP_PROXY for its scripts to what a request says
    boolean foreign = capitals.equals("HTTP_PROXY") && environment.containsKey("REQUEST_METHOD");
    return foreign || value(capitals).isBlank() ? null : capitals;
  }

  /** Makes a client go through the proxies; its requests have to be introduced. */
  public HttpClient.Builder configure(HttpClient.Builder client) {
    if (System.getProperty(REFUSED_FOR_TUNNELS) == null) {
      System.setProperty(REFUSED_FOR_TUNNELS, "");
    }
    client.proxy(new Selector());
    return isOne() ? client : client.authenticator(new Logins());
  }

  /** Whether all variables name one and the same proxy. */
  private boolean isOne() {
    List<ProxyAddress> proxies = readable();
    return proxies.isEmpty() || proxies.stream().allMatch(proxies.get(0)::isAt);
  }

  /**
   * Tells a proxy with a password who is there before it asks, as most programs do and some proxies
   * expect. Where two proxies are named it waits to be asked, as a redirection may lead to the
   * other (and Java's client does one or the other).
   */
  public HttpRequest.Builder introduce(HttpRequest.Builder request, URI address) {
    Optional<ProxyAddress> proxy = proxyFor(address);
    ProxyAddress.Login login = proxy.map(ProxyAddress::login).orElse(null);
    if (login != null && isOne()) {
      String plain = login.user() + ":" + login.password();
      String code = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
      request.header("Proxy-Authorization", "Basic " + code);
    }
    return request;
  }

  /** Those of all variables that can be read. */
  private List<ProxyAddress> readable() {
    List<ProxyAddress> proxies = new ArrayList<>();
    for (String scheme : List.of("https", "http", "all")) {
      String variable = variable(scheme + "_proxy");
      if (variable != null) {
        try {
          proxies.add(ProxyAddress.parse(variable, value(variable)));
        } catch (IllegalArgumentException e) {
          // said when it is asked
        }
      }
    }
    return proxies;
  }

  private final class Selector extends ProxySelector {
    @Override
    public List<Proxy> select(URI address) {
      Optional<ProxyAddress> proxy = proxyFor(address);
      if (proxy.isPresent()) {
        return List.of(
            new Proxy(
                Proxy.Type.HTTP, new InetSocketAddress(proxy.get().host(), proxy.get().port())));
      }
      ProxySelector javas = ProxySelector.getDefault();
      return javas == null ? List.of(Proxy.NO_PROXY) : javas.select(address);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
      // the request fails with the same
    }
  }

  /** Tells a proxy, and no one else, the name and password of its own variable. */
  private final class Logins extends Authenticator {
    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      for (ProxyAddress proxy : readable()) {
        ProxyAddress.Login login = proxy.login();
        if (login != null && proxy.isAt(getRequestingHost(), getRequestingPort())) {
          return new PasswordAuthentication(login.user(), login.password().toCharArray());
        }
      }
      return null;
    }
  }
}
