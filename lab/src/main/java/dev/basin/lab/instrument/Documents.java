package dev.basin.lab.instrument;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON documents. */
final class Documents {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Documents() {}

  /** The components of a record by name, in their order. */
  static Map<String, @Nullable Object> fields(Object result) {
    return MAPPER.convertValue(
        result, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
  }
}
