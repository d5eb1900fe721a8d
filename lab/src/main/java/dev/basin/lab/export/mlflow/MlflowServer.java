package dev.basin.lab.export.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.engine.Printable;
import dev.basin.lab.export.ExportException;
import dev.basin.machine.EnvironmentProxies;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks JSON over HTTP with an MLflow tracking server; failures become one line. */
final class MlflowServer {
  private static final String API = "/api/2.0/mlflow/";
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 16 << 20;
  private static final int OK = 200;
  private static final int MOST_TEXT = 300;
  private static final int MOST_CODE = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final EnvironmentProxies proxies = EnvironmentProxies.of(System.getenv());
  private final Duration toAnswer;
  private final int mostBytes;
  private final HttpClient http =
      proxies
          .configure(HttpClient.newBuilder())
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(TO_CONNECT)
          .build();

  /**
   * A server; nothing is sent yet.
   *
   * @param address such as {@code http://localhost:5000}
   * @throws IllegalArgumentException if it is no address of that kind
   */
  MlflowServer(String address) {
    this(address, TO_ANSWER, MOST_BYTES);
  }

  /**
   * A server.
   *
   * @param toAnswer until an answer is there as a whole, from its first byte to its last
   * @param mostBytes how long its body may be
   */
  MlflowServer(String address, Duration toAnswer, int mostBytes) {
    this.address = ServerAddress.checked(address);
    this.toAnswer = toAnswer;
    this.mostBytes = mostBytes;
  }

  /** Asks with parameters. */
  JsonNode get(String call, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    return send(call, HttpRequest.newBuilder(URI.create(address + API + call + query)).GET());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a document. */
  JsonNode post(String call, Object document) {
    String body;
    try {
      body = JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return send(
        call,
        HttpRequest.newBuilder(URI.create(address + API + call))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * A field of an answer.
   *
   * @throws ExportException if the answer is without it
   */
  static String field(JsonNode answer, String call, String field) {
    String value = answer.path(field).asText("");
    if (value.isEmpty()) {
      throw new ExportException("MLflow answers " + call + " without " + field);
    }
    return value;
  }

  private JsonNode send(String call, HttpRequest.Builder request) {
    HttpResponse<String> answer =
        answer(proxies.introduce(request.timeout(toAnswer), URI.create(address)).build());
    JsonNode document = document(answer.body());
    if (answer.statusCode() != OK) {
      throw refusal(call, answer, document);
    }
    if (!document.isObject()) {
      throw new ExportException(
          address
              + " answers "
              + call
              + " with something other than JSON; is it an MLflow server?");
    }
    return document;
  }

  /** The deadline is for all of it: the client's own is over when the headers are there. */
  private HttpResponse<String> answer(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> coming =
        http.sendAsync(request, head -> new WholeAnswer(mostBytes));
    try {
      return coming.get(toAnswer.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unanswered("no whole answer within " + toAnswer.toMillis() / 1000.0 + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw unanswered(
          cause instanceof IOException failure ? HttpFailure.reason(failure) : e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException stopped = new CancellationException("stopped");
      stopped.initCause(e);
      throw stopped;
    } finally {
      coming.cancel(true); // closes the connection, if there still is one
    }
  }

  private ExportException unanswered(@Nullable String reason, Exception e) {
    return new ExportException(
        "no MLflow server answers at "
            + address
            + " ("
            + Printable.shortened(String.valueOf(reason), MOST_TEXT)
            + "); start one with 'mlflow server', or say another --server",
        e);
  }

  private static JsonNode document(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private MlflowRefusal refusal(String call, HttpResponse<String> answer, JsonNode document) {
    String code = Printable.shortened(document.path("error_code").asText(""), MOST_CODE);
    String said = document.path("message").asText(answer.body().strip());
    String line = Printable.shortened(said.replaceAll("\\s+", " "), MOST_TEXT);
    return new MlflowRefusal(
        code,
        "MLflow at "
            + address
            + " answers "
            + call
            + " with HTTP "
            + answer.statusCode()
            + (code.isEmpty() ? "" : " " + code)
            + (line.isEmpty() ? "" : ": " + line));
  }
}
