package dev.basin.hostile;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on the loopback interface that answers each request with bytes, HTTP or not, and closes
 * the connection.
 */
final class RawServer implements Closeable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  private final ServerSocket socket;
  private final Function<String, byte[]> answers;

  /**
   * Starts a server.
   *
   * @param answers what is sent back, by the first line of the request
   */
  RawServer(Function<String, byte[]> answers) throws IOException {
    this.answers = answers;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        String head = request(client.getInputStream());
        client.getOutputStream().write(answers.apply(head.lines().findFirst().orElse("")));
        client.getOutputStream().flush();
      } catch (IOException e) {
        // the client has had enough, or this server is closed
      }
    }
  }

  /** Reads the whole request, so that closing the connection does not cut the answer. */
  private static String request(InputStream input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next;
    while ((next = input.read()) >= 0) {
      bytes.write(next);
      String head = bytes.toString(StandardCharsets.ISO_8859_1);
      if (head.endsWith("\r\n\r\n")) {
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
          input.readNBytes(Integer.parseInt(length.group(1)));
        }
        return head;
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** An answer of HTTP. */
  static byte[] http(String status, byte[] body) {
    byte[] head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    return ByteMutations.joined(head, head.length, body, head.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
