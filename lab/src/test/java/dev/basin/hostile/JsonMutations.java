package dev.basin.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Ways to spoil a JSON document that leave it JSON, or nearly: each field in turn. */
final class JsonMutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One value of a document, which can be replaced or removed. */
  private record Place(JsonNode value, Consumer<JsonNode> replace, Runnable remove) {}

  private JsonMutations() {}

  /** All of them; content that is no JSON stays as it is. */
  static List<Mutation> all() {
    return List.of(
        at((place, chance) -> place.remove().run()),
        at((place, chance) -> place.replace().accept(NODES.nullNode())),
        at((place, chance) -> place.replace().accept(otherType(place.value(), chance))),
        at((place, chance) -> place.replace().accept(otherType(place.value(), chance))),
        at((place, chance) -> place.replace().accept(raw(chance.of(TextMutations.NUMBERS)))),
        at((place, chance) -> place.replace().accept(raw(chance.of(TextMutations.NUMBERS)))),
        at((place, chance) -> grow(place.value(), chance)),
        JsonMutations::exchange);
  }

  @FunctionalInterface
  private interface AtPlace {
    void spoil(Place place, Chance chance);
  }

  private static Mutation at(AtPlace spoil) {
    return (content, chance) -> {
      ArrayNode top = parsed(content);
      List<Place> places = places(top);
      if (!places.isEmpty()) {
        spoil.spoil(chance.of(places), chance);
      }
      return written(top, content);
    };
  }

  private static byte[] exchange(byte[] content, Chance chance) {
    ArrayNode top = parsed(content);
    List<Place> places = places(top);
    if (!places.isEmpty()) {
      Place to = chance.of(places);
      to.replace().accept(chance.of(places).value().deepCopy());
    }
    return written(top, content);
  }

  /** The document as the only element of an array, so that it can be replaced like any value. */
  private static ArrayNode parsed(byte[] content) {
    try {
      JsonNode document = JSON.readTree(content);
      return NODES.arrayNode().add(document);
    } catch (IOException e) {
      return NODES.arrayNode();
    }
  }

  private static byte[] written(ArrayNode top, byte[] otherwise) {
    try {
      return top.isEmpty() ? otherwise : JSON.writeValueAsBytes(top.get(0));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Place> places(JsonNode top) {
    List<Place> places = new ArrayList<>();
    collect(top, places);
    return places;
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        JsonNode value = object.get(name);
        places.add(new Place(value, other -> object.set(name, other), () -> object.remove(name)));
        collect(value, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        JsonNode value = array.get(i);
        places.add(new Place(value, other -> array.set(index, other), () -> array.remove(index)));
        collect(value, places);
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode otherType(JsonNode value, Chance chance) {
    return switch (chance.below(10)) {
      case 0 -> NODES.textNode("");
      case 1 -> NODES.textNode("x\u001B[2J\n\0y");
      case 2 -> NODES.textNode(value.toString());
      case 3 -> NODES.numberNode(chance.below(1000) - 500);
      case 4 -> NODES.numberNode(0.5);
      case 5 -> NODES.booleanNode(true);
      case 6 -> NODES.arrayNode();
      case 7 -> NODES.objectNode();
      case 8 -> NODES.arrayNode().add(value.deepCopy());
      default -> NODES.objectNode().set("x\n", value.deepCopy());
    };
  }

  private static JsonNode raw(String token) {
    return NODES.rawValueNode(new RawValue(token));
  }

  /** Adds what nobody asked for. */
  private static void grow(JsonNode value, Chance chance) {
    if (value instanceof ObjectNode object) {
      object.put("unknown\u0007", chance.below(10));
    } else if (value instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode first = array.get(0);
      for (int copies = 1 + chance.small(1000); copies > 0; copies--) {
        array.add(first.deepCopy());
      }
    }
  }
}
