package dev.basin.lab.export.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.basin.lab.export.ExportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when a server does not do what MLflow does. */
final class MlflowServerTest {

  /** A server that always says the same. */
  private static HttpServer saying(int status, String text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  @Test
  void noServer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String address = "http://127.0.0.1:" + port;
    assertThatThrownBy(() -> new MlflowServer(address).post("runs/create", Map.of()))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("no MLflow server answers at " + address + " (connection refused)")
        .hasMessageEndingWith("start one with 'mlflow server', or say another --server");
  }

  @Test
  void aPageInsteadOfJson() throws IOException {
    HttpServer server = saying(200, "<html>Welcome</html>");
    try {
      assertThatThrownBy(() -> new MlflowServer(address(server)).post("runs/create", Map.of()))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("is it an MLflow server?");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anErrorWithoutJson() throws IOException {
    HttpServer server = saying(502, "Bad\n  gateway " + "x".repeat(1000));
    try {
      assertThatThrownBy(() -> new MlflowServer(address(server)).get("a", Map.of("b", "c d")))
          .isInstanceOf(MlflowRefusal.class)
          .hasMessageContaining("answers a with HTTP 502: Bad gateway xxx")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:5000",
        "",
        "ftp://localhost",
        "http://",
        "http://a b",
        "http://user:word@localhost",
        "http://localhost?x=1",
        "file:///tmp"
      })
  void whatIsNoAddress(String address) {
    assertThatThrownBy(() -> new MlflowServer(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the server is '" + address + "'")
        .hasMessageContaining("http://localhost:5000");
  }
}
