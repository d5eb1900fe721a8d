package dev.basin.lab.export.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Collectors;

/** Speaks JSON over HTTP with an MLflow tracking server; failures become one line. */
final class MlflowServer {
  private static final String API = "/api/2.0/mlflow/";
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int MOST_TEXT = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final EnvironmentProxies proxies = EnvironmentProxies.of(System.getenv());
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
    this.address = ServerAddress.checked(address);
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
    HttpResponse<String> answer;
    try {
      answer =
          http.send(
              proxies.introduce(request.timeout(TO_ANSWER), URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException stopped = new CancellationException("stopped");
      stopped.initCause(e);
      throw stopped;
    } catch (IOException e) {
      throw new ExportException(
          "no MLflow server answers at "
              + address
              + " ("
              + HttpFailure.reason(e)
              + "); start one with 'mlflow server', or say another --server",
          e);
    }
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

  private static JsonNode document(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private MlflowRefusal refusal(String call, HttpResponse<String> answer, JsonNode document) {
    String code = document.path("error_code").asText("");
    String said = document.path("message").asText(answer.body().strip());
    String line = said.replaceAll("\\s+", " ");
    return new MlflowRefusal(
        code,
        "MLflow at "
            + address
            + " answers "
            + call
            + " with HTTP "
            + answer.statusCode()
            + (code.isEmpty() ? "" : " " + code)
            + (line.isEmpty() ? "" : ": " + line.substring(0, Math.min(MOST_TEXT, line.length()))));
  }
}
