package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyAddressTest {
  private static final String VARIABLE = "https_proxy";

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example:3128, proxy.example, 3128",
    "HTTP://proxy.example:3128/, proxy.example, 3128",
    "proxy.example:8080, proxy.example, 8080",
    "proxy.example, proxy.example, 80",
    "http://10.1.2.3, 10.1.2.3, 80",
    "http://[::1]:9871, ::1, 9871",
    "[fe80::1%eth0]:1, fe80::1%eth0, 1",
    "' http://proxy.example:3128 ', proxy.example, 3128",
    "http://proxy_1.example:65535, proxy_1.example, 65535",
  })
  void aPlace(String value, String host, int port) {
    ProxyAddress address = ProxyAddress.parse(VARIABLE, value);
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.login()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:word@h:1, user, word",
    "user:word@h:1, user, word",
    "http://user@h:1, user, ''",
    "http://user:@h:1, user, ''",
    "http://do%40main:p%3Aw%2F%25@h:1, do@main, p:w/%",
    "http://user:p@ss@h:1, user, p@ss",
    "http://user:a+b@h:1, user, a+b",
    "http://user:100%@h:1, user, 100%",
    "http://user:sch%C3%B6n@h:1, user, schön",
    "http://user:a/b#c?d@h:1, user, a/b#c?d",
  })
  void aLogin(String value, String user, String password) {
    ProxyAddress address = ProxyAddress.parse(VARIABLE, value);
    assertThat(address.login()).isEqualTo(new ProxyAddress.Login(user, password));
    assertThat(address.host()).isEqualTo("h");
    assertThat(address.toString()).isEqualTo("h:1 (https_proxy)");
    assertThat(address.login().toString()).isEqualTo(user + ":***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:geheim@",
        "http://user:geheim@:80",
        "http://user:geheim@h:0",
        "http://user:geheim@h:65536",
        "http://user:geheim@h:geheim",
        "http://user:geheim@h:80/path",
        "http://user:geheim@[::1",
        "http://user:geheim@two words:80",
        "geheim://",
        "http://",
      })
  void whatIsNoneIsNotRepeated(String value) {
    assertThatThrownBy(() -> ProxyAddress.parse(VARIABLE, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("https_proxy ", "http://")
        .message()
        .matches(text -> value.startsWith("geheim") || !text.contains("geheim"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5", "socks5h", "SOCKS4", "https"})
  void otherKindsAreNamed(String kind) {
    assertThatThrownBy(() -> ProxyAddress.parse("ALL_PROXY", kind + "://user:geheim@h:1"))
        .hasMessageContainingAll("ALL_PROXY", kind.toLowerCase(java.util.Locale.ROOT) + "://")
        .message()
        .doesNotContain("geheim");
  }

  @Test
  void numbersOfSixGroupsAreInBrackets() {
    assertThat(ProxyAddress.parse(VARIABLE, "[::1]:5").toString())
        .isEqualTo("[::1]:5 (https_proxy)");
  }
}
