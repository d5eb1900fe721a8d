package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentProxiesTest {
  private static final URI SECURE = URI.create("https://www.example.com/x");
  private static final URI PLAIN = URI.create("http://www.example.com/x");

  private static EnvironmentProxies proxies(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return new EnvironmentProxies(environment, new Properties());
  }

  @ParameterizedTest
  @CsvSource({
    "https_proxy=a:1 HTTPS_PROXY=b:2 all_proxy=c:3, a:1 (https_proxy), c:3 (all_proxy)",
    "HTTPS_PROXY=b:2 ALL_PROXY=c:3, b:2 (HTTPS_PROXY), c:3 (ALL_PROXY)",
    "https_proxy= HTTPS_PROXY=b:2, b:2 (HTTPS_PROXY), none",
    "http_proxy=d:4, none, d:4 (http_proxy)",
    "HTTP_PROXY=d:4, none, d:4 (HTTP_PROXY)",
    "HTTP_PROXY=d:4 REQUEST_METHOD=GET, none, none",
    "all_proxy=c:3 no_proxy=example.com, none, none",
    "all_proxy=c:3 NO_PROXY=example.com, none, none",
    "all_proxy=c:3 no_proxy=a.org NO_PROXY=example.com, c:3 (all_proxy), c:3 (all_proxy)",
    "all_proxy=c:3 no_proxy=example.com:80, c:3 (all_proxy), none",
    "all_proxy=socks5://s:1 https_proxy=a:1 no_proxy=www.example.com:80, a:1 (https_proxy), none",
    "OTHER=x, none, none",
  })
  void theVariableOfTheScheme(String variables, String secure, String plain) {
    EnvironmentProxies proxies = proxies(variables.split(" "));
    assertThat(proxies.describe(SECURE).orElse("none")).isEqualTo(secure);
    assertThat(proxies.describe(PLAIN).orElse("none")).isEqualTo(plain);
  }

  @Test
  void javasOwnPropertyComesFirst() {
    Properties properties = new Properties();
    properties.setProperty("https.proxyHost", "javas");
    EnvironmentProxies proxies = new EnvironmentProxies(Map.of("all_proxy", "a:1"), properties);
    assertThat(proxies.describe(SECURE)).isEmpty();
    assertThat(proxies.describe(PLAIN)).hasValue("a:1 (all_proxy)");
  }

  @Test
  void onlyTheVariableThatIsAskedIsComplainedOf() {
    EnvironmentProxies proxies = proxies("https_proxy=socks5://u:geheim@h:1", "http_proxy=a:1");
    assertThat(proxies.describe(PLAIN)).hasValue("a:1 (http_proxy)");
    assertThatThrownBy(() -> proxies.describe(SECURE)).hasMessageContaining("socks5://");
  }

  @Test
  void aTunnelIsAskedForAndTheProxyIsToldWhoAsks() throws Exception {
    try (RefusingProxy proxy = new RefusingProxy(false)) {
      assertThatThrownBy(() -> get(proxies("https_proxy=http://me:a%40b@" + proxy.place()), SECURE))
          .hasMessageContaining("502");
      assertThat(proxy.heard)
          .containsExactly("CONNECT www.example.com:443 HTTP/1.1 Basic bWU6YUBi"); // me:a@b
    }
  }

  @Test
  void ofTwoProxiesEachIsToldItsOwnOnceItAsks() throws Exception {
    try (RefusingProxy proxy = new RefusingProxy(true);
        RefusingProxy other = new RefusingProxy(true)) {
      EnvironmentProxies both =
          proxies(
              "https_proxy=http://me:one@" + proxy.place(),
              "http_proxy=http://me:two@" + other.place());
      assertThatThrownBy(() -> get(both, SECURE)).hasMessageContaining("502");
      assertThat(get(both, PLAIN)).isEqualTo(502);
      assertThat(proxy.heard)
          .containsExactly(
              "CONNECT www.example.com:443 HTTP/1.1",
              "CONNECT www.example.com:443 HTTP/1.1 Basic bWU6b25l"); // me:one
      assertThat(other.heard)
          .containsExactly(
              "GET http://www.example.com/x HTTP/1.1",
              "GET http://www.example.com/x HTTP/1.1 Basic bWU6dHdv"); // me:two
    }
  }

  @Test
  void aStrangerIsNotIntroducedAndTheMachineItselfIsAskedDirectly() throws Exception {
    try (RefusingProxy server = new RefusingProxy(false);
        RefusingProxy proxy = new RefusingProxy(false)) {
      URI here = URI.create("http://" + server.place() + "/x");
      assertThat(get(proxies("all_proxy=http://me:one@" + proxy.place()), here)).isEqualTo(502);
      assertThat(server.heard).containsExactly("GET /x HTTP/1.1");
      assertThat(proxy.heard).isEmpty();
    }
  }

  private static int get(EnvironmentProxies proxies, URI address)
      throws IOException, InterruptedException {
    HttpClient client =
        proxies
            .configure(HttpClient.newBuilder())
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    HttpRequest request = proxies.introduce(HttpRequest.newBuilder(address), address).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Notes what it is asked and who asks, and lets no one through. */
  private static final class RefusingProxy implements AutoCloseable {
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final boolean asks;

    RefusingProxy(boolean asks) throws IOException {
      this.asks = asks;
      Thread thread = new Thread(this::serve, "proxy");
      thread.setDaemon(true);
      thread.start();
    }

    String place() {
      return "127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
      try {
        while (true) {
          try (Socket socket = server.accept()) {
            answer(socket);
          }
        }
      } catch (IOException e) {
        return; // closed
      }
    }

    private void answer(Socket socket) throws IOException {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String> lines = new ArrayList<>();
      String line;
      while ((line = in.readLine()) != null && !line.isEmpty()) {
        lines.add(line);
      }
      if (lines.isEmpty()) {
        return;
      }
      String who =
          lines.stream()
              .filter(each -> each.startsWith("Proxy-Authorization:"))
              .map(each -> each.substring("Proxy-Authorization:".length()))
              .findFirst()
              .orElse("");
      heard.add(lines.get(0) + who);
      String status =
          asks && who.isEmpty() ? "407 Who?\r\nProxy-Authenticate: Basic realm=\"test\"" : "502 No";
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
