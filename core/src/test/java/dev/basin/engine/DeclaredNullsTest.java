package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nulls of documents, and what is said of them. */
final class DeclaredNullsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new DeclaredNulls())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  record Part(String word, @Nullable Integer number, @Nullable String remark) {
    Part {
      if (word.isEmpty()) {
        throw new IllegalArgumentException("word is empty; expected a word");
      }
    }
  }

  record Whole(
      Part part, List<Part> more, Map<String, String> names, @Nullable Part last, JsonNode any) {}

  private static final String SOUND =
      "{\"part\":{\"word\":\"a\",\"number\":null,\"remark\":null},"
          + "\"more\":[{\"word\":\"b\",\"number\":1,\"remark\":\"c\"}],"
          + "\"names\":{\"x\":\"y\"},\"last\":null,\"any\":{\"z\":null}}";

  @Test
  void takesNullsWhereTheyAreDeclared() throws JsonProcessingException {
    Whole whole = JSON.readValue(SOUND, Whole.class);
    assertThat(whole.part()).isEqualTo(new Part("a", null, null));
    assertThat(whole.last()).isNull();
    assertThat(JSON.readValue(JSON.writeValueAsString(whole), Whole.class)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"word\":\"a\"|\"word\":null|part.word: null, which it cannot be",
        "\"part\":{\"word\":\"a\",\"number\":null,\"remark\":null}|\"part\":null|part",
        "[{\"word\":\"b\",\"number\":1,\"remark\":\"c\"}]|null|more",
        "{\"word\":\"b\",\"number\":1,\"remark\":\"c\"}|null|more",
        "\"word\":\"b\"|\"word\":null|more.0.word",
        "\"y\"|null|names",
        "{\"x\":\"y\"}|null|names",
        "\"word\":\"a\",|``|part.word: missing",
        "\"word\":\"a\"|\"word\":\"\"|part: word is empty; expected a word",
        "\"number\":1|\"number\":\"one\"|more.0.number: Cannot deserialize value of type Integer",
        "\"last\":null,|``|last: missing",
        "\"last\"|\"lost\":1,\"last\"|lost: a field that nobody knows",
        "\"names\":{|\"names\":[{|names: Cannot deserialize value of type LinkedHashMap",
        "}}|}}}|line 1",
      })
  void namesWhatIsWrong(String sound, String spoilt, String said) {
    String text = SOUND.replace(sound, spoilt);
    assertThat(text).isNotEqualTo(SOUND);
    assertThatThrownBy(() -> JSON.readValue(text, Whole.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            e ->
                assertThat(JsonDamage.of(e))
                    .contains(said)
                    .startsWith("line 1, column ")
                    .doesNotContain("dev.basin")
                    .doesNotContain("java.")
                    .doesNotContain("reference chain")
                    .doesNotContain("Source"));
  }
}
