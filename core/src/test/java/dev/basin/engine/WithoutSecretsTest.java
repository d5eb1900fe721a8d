package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WithoutSecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot reach http://me:secret@host:5000/a (why) | cannot reach http://***@host:5000/a"
            + " (why)",
        "http://me:sec@ret@host | http://***@host",
        "http://me:sec?r#et/x@host/a | http://***@host/a",
        "https://host/a?token=secret&b=secret: HTTP 403 | https://host/a?***",
        "https://host/a?secret | https://host/a?***",
        "https://host/#access_token=secret | https://host/#***",
        "one http://a:secret@b, two ftp://c:secret@d?e=secret | one http://***@b, two"
            + " ftp://***@d?***",
        "https://host:80/?token=sec@ret | https://***",
        "https://host#token=sec@ret | https://***",
        "https://me:sec@host?token=sec@ret | https://***",
        "HTTP://secret@host | HTTP://***@host",
        "https:/me:secret@host/a: no such file | https:/***@host/a: no such file",
      })
  void hidesWhatIsSecretInAText(String text, String expected) {
    assertThat(WithoutSecrets.of(text)).startsWith(expected).doesNotContain("sec", "ret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no MLflow server answers at http://localhost:5000 (connection refused)",
        "see https://host/page#section for more, or mail me@host",
        "what? 1/2 @ 3",
        "is it there? http://host/a",
        "C:/pictures@2x/cat.png, line 3:/",
      })
  void leavesTheRestAsItIs(String text) {
    assertThat(WithoutSecrets.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "me:secret@host:5000 | ***@host:5000",
        "http://me:se cr'e\"t@host | http://***@host",
        "host/a?token=secret | host/a?***",
        "http://host/a?token=se cret | http://host/a?***",
        "http://localhost:5000 | http://localhost:5000",
        "pictures@2x | pictures@2x",
        "what?.tar | what?.tar",
      })
  void hidesWhatIsSecretInAnAddressOfAnyForm(String address, String expected) {
    assertThat(WithoutSecrets.ofAddress(address)).isEqualTo(expected);
  }

  @Test
  void hidesWhatWasTyped() {
    assertThat(
            WithoutSecrets.of(
                "Unknown option: '--servr=http://me:se cret@h'; at 'you:secret@h'",
                List.of("--servr=http://me:se cret@h", "you:secret@h")))
        .isEqualTo("Unknown option: '--servr=http://***@h'; at '***@h'");
    assertThat(
            WithoutSecrets.of(
                "no such file https:/me:se'cret@h/w", List.of("https://me:se'cret@h/w")))
        .isEqualTo("no such file https://***@h/w");
  }
}
