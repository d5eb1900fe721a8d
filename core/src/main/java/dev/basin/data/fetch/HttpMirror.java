package dev.basin.data.fetch;

import dev.basin.data.ContentMismatchException;
import dev.basin.data.DataFile;
import dev.basin.data.FetchProgress;
import dev.basin.machine.EnvironmentProxies;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A web server with the files, gzip-compressed or as they are. A download that is cut goes on where
 * it stopped if the server can do that (Range), and from the beginning if it cannot. It goes
 * through the proxies of the environment.
 */
public final class HttpMirror implements DataSource {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int PROXY_ASKS = 407;
  private static final String TUNNEL_REFUSED = "Tunnel failed, got: ";
  private static final String WHO =
      "the proxy wants another name and password; name it as http://USER:PASSWORD@HOST:PORT";

  /** How much longer than its content a gzip file may be before it counts as wrong. */
  private static final long GZIP_OVERHEAD = 1 << 20;

  private final URI base;
  private final DownloadLimits limits;
  private final EnvironmentProxies proxies;

  /**
   * Knows a mirror.
   *
   * @param base its address, ending in a slash, to which a file's name as served is added
   * @param limits how long to wait for it
   */
  public HttpMirror(URI base, DownloadLimits limits) {
    this(base, limits, EnvironmentProxies.of(System.getenv()));
  }

  /** The same with the proxies of another environment. */
  HttpMirror(URI base, DownloadLimits limits, EnvironmentProxies proxies) {
    this.base = base;
    this.limits = limits;
    this.proxies = proxies;
  }

  @Override
  public String name() {
    try {
      return base + proxies.describe(base).map(proxy -> " through the proxy " + proxy).orElse("");
    } catch (IllegalArgumentException e) {
      return base.toString();
    }
  }

  @Override
  public void fetch(List<DataFile> files, Path directory, FetchProgress progress)
      throws IOException {
    try {
      proxies.describe(base);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    HttpClient client =
        proxies
            .configure(HttpClient.newBuilder())
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(limits.connect())
            .build();
    for (DataFile file : files) {
      fetch(client, file, directory, progress);
    }
  }

  private void fetch(HttpClient client, DataFile file, Path directory, FetchProgress progress)
      throws IOException {
    String served = file.servedName();
    long deadline = System.nanoTime() + limits.total().toNanos();
    for (int attempt = 1; ; attempt++) {
      // Opened anew for each attempt, as stopping one closes the channel.
      try (PartialDownload part = PartialDownload.open(directory, served)) {
        long before = part.size();
        try {
          Watchdog watchdog = new Watchdog();
          Download download = new Download(client, file, part, progress, watchdog);
          watchdog.run("download of " + served, download::run, limits.silence(), deadline);
          file.place(file.unpacked(part.content()), directory);
          part.remove();
          return;
        } catch (ContentMismatchException | ZipException e) {
          part.clear();
          if (before == 0 || attempt >= limits.attempts()) {
            throw e;
          }
        } catch (RefusedException e) {
          throw e;
        } catch (IOException e) {
          IOException told = ofProxy(e);
          if (told != null) {
            throw told;
          }
          if (attempt >= limits.attempts() || part.size() <= before) {
            throw e instanceof EOFException
                ? new IOException(served + ": the file ends too early", e)
                : e;
          }
        }
      }
    }
  }

  /** What a proxy refused, where it was one that did, in place of Java's words. */
  private static @Nullable IOException ofProxy(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    int status = message.lastIndexOf(TUNNEL_REFUSED);
    if (message.contains("No credentials")
        || message.contains("authentication attempts")
        || message.endsWith(TUNNEL_REFUSED + PROXY_ASKS)) {
      return new IOException(WHO, failure);
    }
    return status < 0
        ? null
        : new IOException(
            "the proxy answers HTTP " + message.substring(status + TUNNEL_REFUSED.length()),
            failure);
  }

  /** The server answered, but not with the file. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** One attempt at one file. */
  private final class Download {
    private final HttpClient client;
    private final DataFile file;
    private final PartialDownload part;
    private final FetchProgress progress;
    private final Watchdog watchdog;

    Download(
        HttpClient client,
        DataFile file,
        PartialDownload part,
        FetchProgress progress,
        Watchdog watchdog) {
      this.client = client;
      this.file = file;
      this.part = part;
      this.progress = progress;
      this.watchdog = watchdog;
    }

    boolean run() throws IOException, InterruptedException {
      HttpResponse<InputStream> response = request(part.size());
      if (response.statusCode() == RANGE_NOT_SATISFIABLE && part.size() > 0) {
        response.body().close();
        part.clear();
        response = request(0);
      }
      try (InputStream body = response.body()) {
        watchdog.readsFrom(body);
        prepare(response);
        copy(body, part.size() + response.headers().firstValueAsLong("Content-Length").orElse(-1));
      }
      return true;
    }

    private HttpResponse<InputStream> request(long from) throws IOException, InterruptedException {
      URI address = base.resolve(file.servedName());
      HttpRequest.Builder request =
          proxies.introduce(
              HttpRequest.newBuilder(address).timeout(limits.connect().plus(limits.silence())),
              address);
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private void prepare(HttpResponse<?> response) throws IOException {
      String range = response.headers().firstValue("Content-Range").orElse("");
      switch (response.statusCode()) {
        case OK -> part.clear();
        case PARTIAL_CONTENT -> {
          if (!range.startsWith("bytes " + part.size() + "-")) {
            throw new RefusedException(
                "%s: found range '%s', expected bytes from %d"
                    .formatted(response.uri(), range, part.size()));
          }
        }
        case PROXY_ASKS -> throw new RefusedException(WHO);
        default -> throw new RefusedException(response.uri() + ": HTTP " + response.statusCode());
      }
    }

    private void copy(InputStream body, long total) throws IOException {
      byte[] buffer = new byte[1 << 16];
      int count;
      while ((count = body.read(buffer)) >= 0) {
        watchdog.sign();
        part.append(buffer, count);
        if (part.size() > file.bytes() + GZIP_OVERHEAD) {
          part.clear();
          throw new RefusedException(
              file.name() + ": more than " + file.bytes() + " bytes, which it has unpacked");
        }
        progress.update("fetching " + file.name() + " from " + base.getHost(), part.size(), total);
      }
    }
  }
}
