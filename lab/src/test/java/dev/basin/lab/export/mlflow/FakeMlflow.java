package dev.basin.lab.export.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tracking server on the loopback interface that holds to MLflow's REST API as its documentation
 * says it: fields and their types, limits of requests, parameters that never change, error codes.
 */
final class FakeMlflow implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.0/mlflow/";
  private static final Pattern FILTER = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'");

  /** A run as the server keeps it. */
  static final class Run {
    final String experiment;
    final String name;
    final long startTime;
    String status = "RUNNING";
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> params = new TreeMap<>();
    final List<JsonNode> metrics = new ArrayList<>();

    private Run(JsonNode request) {
      experiment = request.get("experiment_id").textValue();
      name = request.get("run_name").textValue();
      startTime = request.get("start_time").longValue();
      pairs(request.path("tags"), tags);
    }
  }

  /** An error of the API. */
  private static final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    ApiException(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  /** Each call, as METHOD and path below the API. */
  final List<String> calls = new ArrayList<>();

  /** The body of each POST. */
  final List<JsonNode> bodies = new ArrayList<>();

  /** By number. */
  final Map<String, Run> runs = new LinkedHashMap<>();

  /** Numbers by name. */
  final Map<String, String> experiments = new LinkedHashMap<>();

  /** Names of those that are deleted. */
  final Set<String> deleted;

  private final HttpServer server;

  FakeMlflow(String... deleted) throws IOException {
    this.deleted = Set.of(deleted);
    this.deleted.forEach(name -> experiments.put(name, "9"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(API, this::handle);
    server.start();
  }

  String address() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    JsonNode answer;
    try (exchange) {
      try {
        answer = answer(exchange);
      } catch (ApiException e) {
        status = e.status;
        answer = JSON.createObjectNode().put("error_code", e.code).put("message", e.getMessage());
      }
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized JsonNode answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestURI().getPath().substring(API.length());
    calls.add(exchange.getRequestMethod() + " " + call);
    if (exchange.getRequestMethod().equals("GET")) {
      Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
      return switch (call) {
        case "experiments/get-by-name" -> byName(parameters.get("experiment_name"));
        case "metrics/get-history" -> history(parameters);
        default -> throw new ApiException(404, "ENDPOINT_NOT_FOUND", call);
      };
    }
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    bodies.add(request);
    return switch (call) {
      case "experiments/create" -> {
        fields(request, "name");
        String id = Integer.toString(experiments.size() + 1);
        experiments.put(request.get("name").textValue(), id);
        yield JSON.createObjectNode().put("experiment_id", id);
      }
      case "runs/create" -> {
        fields(request, "experiment_id", "run_name", "start_time", "tags");
        String id = "run%d".formatted(runs.size() + 1);
        runs.put(id, new Run(request));
        yield JSON.createObjectNode().set("run", json(id));
      }
      case "runs/search" -> search(request);
      case "runs/log-batch" -> log(request);
      case "runs/update" -> {
        fields(request, "run_id", "status");
        run(request).status = request.get("status").textValue();
        yield JSON.createObjectNode();
      }
      default -> throw new ApiException(404, "ENDPOINT_NOT_FOUND", call);
    };
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private JsonNode history(Map<String, String> parameters) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode metrics = answer.putArray("metrics");
    for (JsonNode metric : runs.get(parameters.get("run_id")).metrics) {
      if (metric.get("key").textValue().equals(parameters.get("metric_key"))) {
        metrics.add(metric);
      }
    }
    return answer;
  }

  private JsonNode byName(String name) {
    if (!experiments.containsKey(name)) {
      throw new ApiException(
          404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'");
    }
    ObjectNode experiment =
        JSON.createObjectNode()
            .put("experiment_id", experiments.get(name))
            .put("name", name)
            .put("lifecycle_stage", deleted.contains(name) ? "deleted" : "active");
    return JSON.createObjectNode().set("experiment", experiment);
  }

  private JsonNode search(JsonNode request) {
    fields(request, "experiment_ids", "filter", "run_view_type", "max_results");
    Matcher filter = FILTER.matcher(request.get("filter").textValue());
    require(filter.matches(), "Invalid filter");
    ArrayNode found = JSON.createArrayNode();
    runs.forEach(
        (id, run) -> {
          if (run.experiment.equals(request.get("experiment_ids").get(0).textValue())
              && filter.group(2).equals(run.tags.get(filter.group(1)))) {
            found.add(json(id));
          }
        });
    ObjectNode answer = JSON.createObjectNode();
    return found.isEmpty() ? answer : answer.set("runs", found);
  }

  private JsonNode log(JsonNode request) {
    fields(request, "run_id", "metrics", "params", "tags");
    Run run = run(request);
    require(request.path("metrics").size() <= 1000, "at most 1000 metrics");
    require(request.path("params").size() <= 100, "at most 100 params");
    require(request.path("tags").size() <= 100, "at most 100 tags");
    int all =
        request.path("metrics").size()
            + request.path("params").size()
            + request.path("tags").size();
    require(all <= 1000, "at most 1000 metrics, params, and tags");
    Map<String, String> params = new TreeMap<>();
    pairs(request.path("params"), params);
    params.forEach(
        (key, value) -> {
          String before = run.params.putIfAbsent(key, value);
          require(before == null || before.equals(value), "Changing param values is not allowed");
        });
    pairs(request.path("tags"), run.tags);
    for (JsonNode metric : request.path("metrics")) {
      fields(metric, "key", "value", "timestamp", "step");
      require(metric.get("key").textValue().matches("[\\w.\\- /]{1,250}"), "Invalid metric name");
      require(metric.get("timestamp").isIntegralNumber(), "timestamp");
      require(metric.get("step").isIntegralNumber(), "step");
      run.metrics.add(metric);
    }
    return JSON.createObjectNode();
  }

  private Run run(JsonNode request) {
    Run run = runs.get(request.get("run_id").textValue());
    if (run == null) {
      throw new ApiException(404, "RESOURCE_DOES_NOT_EXIST", "Run not found");
    }
    return run;
  }

  private ObjectNode json(String id) {
    Run run = runs.get(id);
    ArrayNode tags = JSON.createArrayNode();
    run.tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    ObjectNode json = JSON.createObjectNode();
    json.putObject("info")
        .put("run_id", id)
        .put("run_name", run.name)
        .put("status", run.status)
        .put("lifecycle_stage", "active");
    json.putObject("data").set("tags", tags);
    return json;
  }

  private static void pairs(JsonNode from, Map<String, String> to) {
    for (JsonNode pair : from) {
      fields(pair, "key", "value");
      require(pair.get("key").isTextual() && pair.get("value").isTextual(), "key and value");
      to.put(pair.get("key").textValue(), pair.get("value").textValue());
    }
  }

  private static void fields(JsonNode request, String... known) {
    request.fieldNames().forEachRemaining(name -> require(Set.of(known).contains(name), name));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ApiException(400, "INVALID_PARAMETER_VALUE", message);
    }
  }
}
