package dev.basin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.basin.lab.PlainEscapes;

/** Prints one JSON document on standard output. */
final class JsonOutput {
  /** What the option {@code --json} says of itself. */
  static final String OPTION =
      "Print one JSON document, nothing else. A number that is not finite is the string \"NaN\","
          + " \"Infinity\" or \"-Infinity\".";

  /** The same where the document is a comparison's summary. */
  static final String SUMMARY_OPTION =
      "Print summary.json, nothing else. A number that is not finite is the string \"NaN\","
          + " \"Infinity\" or \"-Infinity\", and null among the means.";

  private static final ObjectMapper JSON =
      new ObjectMapper(PlainEscapes.factory()).enable(SerializationFeature.INDENT_OUTPUT);

  private JsonOutput() {}

  static void print(Object document) throws JsonProcessingException {
    System.out.println(JSON.writeValueAsString(document));
  }
}
