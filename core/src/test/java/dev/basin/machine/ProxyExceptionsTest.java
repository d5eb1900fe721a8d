package dev.basin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules are those that curl and Go document; where they differ, what asks fewer proxies. */
final class ProxyExceptionsTest {

  @ParameterizedTest(name = "{0}: {1}:{2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // a name stands for itself and all below it
        "example.com               | example.com        | 443  | true",
        "example.com               | www.example.com    | 443  | true",
        "example.com               | notexample.com     | 443  | false",
        "example.com               | example.com.evil   | 443  | false",
        ".example.com              | www.example.com    | 443  | true",
        ".example.com              | example.com        | 443  | true",
        "*.example.com             | a.b.example.com    | 443  | true",
        "EXAMPLE.com               | Www.Example.COM    | 443  | true",
        "example.com.              | www.example.com    | 443  | true",
        "example.com               | www.example.com.   | 443  | true",
        // lists
        "a.org, example.com ,b.org | example.com        | 443  | true",
        "a.org example.com         | example.com        | 443  | true",
        "a.org,,b.org              | example.com        | 443  | false",
        "*                         | example.com        | 443  | true",
        "a.org,*                   | example.com        | 443  | true",
        "''                        | example.com        | 443  | false",
        ".                         | example.com        | 443  | false",
        // ports
        "example.com:443           | www.example.com    | 443  | true",
        "example.com:8443          | www.example.com    | 443  | false",
        "10.0.0.1:80               | 10.0.0.1           | 80   | true",
        "10.0.0.1:80               | 10.0.0.1           | 443  | false",
        "[2001:db8::1]:443         | [2001:db8::1]      | 443  | true",
        "[2001:db8::1]:80          | [2001:db8::1]      | 443  | false",
        // numbers and networks
        "10.0.0.1                  | 10.0.0.1           | 443  | true",
        "10.0.0.1                  | 110.0.0.1          | 443  | false",
        "0.0.1                     | 10.0.0.1           | 443  | false",
        "10.0.0.0/8                | 10.255.1.2         | 443  | true",
        "10.0.0.0/8                | 11.0.0.1           | 443  | false",
        "192.168.4.0/22            | 192.168.7.255      | 443  | true",
        "192.168.4.0/22            | 192.168.8.0        | 443  | false",
        "10.0.0.0/8                | ten.example.com    | 443  | false",
        "0.0.0.0/0                 | 9.9.9.9            | 443  | true",
        "10.0.0.0/33               | 10.0.0.0           | 443  | false",
        "10.0.0.0/x                | 10.0.0.0           | 443  | false",
        "2001:db8::/32             | [2001:db8:9::1]    | 443  | true",
        "2001:db8::/32             | [2001:db9::1]      | 443  | false",
        "2001:db8::1               | [2001:DB8:0::1]    | 443  | true",
        "[2001:db8::1]             | [2001:db8::1]      | 443  | true",
        "300.1.1.1                 | 300.1.1.2          | 443  | false",
        // this machine
        "''                        | localhost          | 5000 | true",
        "''                        | api.localhost      | 5000 | true",
        "''                        | 127.0.0.1          | 5000 | true",
        "''                        | 127.9.9.9          | 5000 | true",
        "''                        | [::1]              | 5000 | true",
        "''                        | 127.example.com    | 5000 | false",
      })
  void rules(String list, String host, int port, boolean direct) {
    assertThat(new ProxyExceptions(list).match(host, port)).isEqualTo(direct);
  }
}
