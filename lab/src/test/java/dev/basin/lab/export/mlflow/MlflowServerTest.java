package dev.basin.lab.export.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.basin.lab.export.ExportException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      strings = {"localhost:5000", "", "ftp://localhost", "http://", "http://a b", "file:///tmp"})
  void whatIsNoAddress(String address) {
    assertThatThrownBy(() -> new MlflowServer(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the server is '" + address + "'")
        .hasMessageContaining("http://localhost:5000");
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:word@localhost, http://***@localhost",
    "http://us er:wo'rd@localhost:5000/x, http://***@localhost:5000/x",
    "user:word@localhost:5000, ***@localhost:5000",
    "http://localhost?token=word, http://localhost?***",
    "http://localhost#access_token=word, http://localhost#***",
    "https://user@localhost?word, https://***@localhost?***",
  })
  void aPasswordInAnAddressIsNeverRepeated(String address, String shown) {
    assertThatThrownBy(() -> new MlflowServer(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the server is '" + shown + "', with a user name, password or token")
        .hasNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("word@").doesNotContain("=word"));
  }

  /** A server that answers each connection by hand. */
  private static ServerSocket answering(byte[] beginning, byte[] piece, int millis, Thread[] own)
      throws IOException {
    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    own[0] =
        new Thread(
            () -> {
              try (Socket client = socket.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(beginning);
                for (int k = 0; k < 1_000_000; k++) {
                  out.write(piece);
                  out.flush();
                  LockSupport.parkNanos(millis * 1_000_000L);
                }
              } catch (IOException e) {
                // the client has gone, as it should
              }
            });
    own[0].setDaemon(true);
    own[0].start();
    return socket;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Answers whose parts come in time, but never the whole. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", // a body, a byte now and then
        "HTTP/1.1 200 OK\r\nX-Slow: ", // a header
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000000\r\n",
        "", // not even a status line
      })
  @Timeout(60)
  void aSlowAnswerHasADeadline(String beginning) throws Exception {
    Thread[] own = new Thread[1];
    try (ServerSocket socket = answering(ascii(beginning), ascii("x"), 20, own)) {
      MlflowServer server =
          new MlflowServer(
              "http://127.0.0.1:" + socket.getLocalPort(), Duration.ofMillis(500), 999);
      assertThatThrownBy(() -> server.post("runs/create", Map.of()))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("no MLflow server answers at http://127.0.0.1");
      own[0].join(30_000); // it is let go of, and not read on
      assertThat(own[0].isAlive()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n", // until the connection ends, which it does not
        "HTTP/1.1 500 No\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Endless: ",
      })
  @Timeout(60)
  void anEndlessAnswerIsCutOff(String beginning) throws Exception {
    Thread[] own = new Thread[1];
    try (ServerSocket socket = answering(ascii(beginning), new byte[1 << 16], 0, own)) {
      MlflowServer server =
          new MlflowServer(
              "http://127.0.0.1:" + socket.getLocalPort(), Duration.ofSeconds(20), 1 << 20);
      assertThatThrownBy(() -> server.get("runs/search", Map.of()))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("no MLflow server answers at http://127.0.0.1");
    }
  }

  @Test
  void whatAServerSaysIsPrintableAndShort() throws IOException {
    String text =
        "{\"error_code\": \"\\u001b]0;gone\\u0007%s\", \"message\": \"a\\u001b[2Jb\\u009bc\\u202e%s\"}"
            .formatted("X".repeat(500), "y".repeat(5_000));
    HttpServer server = saying(400, text);
    try {
      assertThatThrownBy(() -> new MlflowServer(address(server)).get("a", Map.of()))
          .isInstanceOf(MlflowRefusal.class)
          .hasMessageContainingAll("HTTP 400 ?]0;gone?X", ": a?[2Jb?c?y")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    } finally {
      server.stop(0);
    }
  }
}
