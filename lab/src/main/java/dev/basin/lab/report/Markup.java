package dev.basin.lab.report;

import dev.basin.lab.chart.Xml;

/** HTML that is well-formed XML: every text is escaped, every element closed. */
public final class Markup {

  private final StringBuilder html = new StringBuilder();

  /** Opens an element; attributes are name, value, name, value… */
  public Markup open(String element, String... attributes) {
    html.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      html.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(Xml.escape(attributes[i + 1]))
          .append('"');
    }
    html.append('>');
    return this;
  }

  /** Closes an element. */
  public Markup close(String element) {
    html.append("</").append(element).append(">\n");
    return this;
  }

  /** An element with text. */
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  /** Escaped text. */
  public Markup text(String text) {
    html.append(Xml.escape(text));
    return this;
  }

  /** Markup that is known to be safe: what this package wrote itself. */
  public Markup trusted(String markup) {
    html.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
