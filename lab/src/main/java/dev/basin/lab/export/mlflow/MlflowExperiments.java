package dev.basin.lab.export.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.basin.lab.export.ExportException;
import java.util.Map;

/** The experiments of a tracking server. */
final class MlflowExperiments {
  private final MlflowServer server;

  MlflowExperiments(MlflowServer server) {
    this.server = server;
  }

  /** The number of an experiment, which is made if there is none of that name. */
  String idOf(String name) {
    JsonNode found = byName(name).path("experiment");
    if (found.isMissingNode()) {
      return MlflowServer.field(
          server.post("experiments/create", Map.of("name", name)),
          "experiments/create",
          "experiment_id");
    }
    if (found.path("lifecycle_stage").asText().equals("deleted")) {
      throw new ExportException(
          "MLflow's experiment "
              + name
              + " is deleted; restore it with 'mlflow experiments restore', or remove it for good"
              + " with 'mlflow gc'");
    }
    return MlflowServer.field(found, "experiments/get-by-name", "experiment_id");
  }

  private JsonNode byName(String name) {
    try {
      return server.get("experiments/get-by-name", Map.of("experiment_name", name));
    } catch (MlflowRefusal refusal) {
      if (refusal.isForMissing()) {
        return MissingNode.getInstance();
      }
      throw refusal;
    }
  }
}
