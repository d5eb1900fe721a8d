package dev.basin.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on the loopback interface that serves files, well or badly. */
public final class LoopbackServer implements AutoCloseable {
  public final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** What was asked for: the path, and the range if one was asked for. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  /** How many of the next answers are cut in the middle. */
  public final AtomicInteger cuts = new AtomicInteger();

  /** Whether ranges are understood. */
  volatile boolean ranges = true;

  /** Whether answers stop in the middle without an end. */
  volatile boolean hangs;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mnist/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? path : path + " " + range);
      byte[] file = files.get(path.substring(path.lastIndexOf('/') + 1));
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int from = 0;
      int status = 200;
      if (range != null && ranges) {
        from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= file.length) {
          exchange.sendResponseHeaders(416, -1);
          return;
        }
        status = 206;
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
      }
      exchange.sendResponseHeaders(status, file.length - from);
      boolean cut = cuts.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
      int to = cut || hangs ? (from + file.length) / 2 : file.length;
      OutputStream body = exchange.getResponseBody();
      body.write(Arrays.copyOfRange(file, from, to));
      body.flush();
      if (hangs) {
        closing.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
