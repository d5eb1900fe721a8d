package dev.basin.lab.report;

import dev.basin.lab.chart.SvgCanvas;
import dev.basin.lab.figure.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What every page has: its head and style, its title, lists, figures and the paper's name at its
 * foot. No script, nothing loaded from anywhere, readable on a phone, on paper, light and dark; the
 * markup is well-formed XML.
 */
public final class PageFrame {
  private static final String PAPER =
      "Keskar, Mudigere, Nocedal, Smelyanskiy and Tang, On Large-Batch Training for Deep Learning:"
          + " Generalization Gap and Sharp Minima, ICLR 2017, arXiv:1609.04836.";

  private PageFrame() {}

  /**
   * A page with its head, open for sections.
   *
   * @param name in the browser's title
   * @param over what stands small above the heading
   * @param heading what the page says
   * @param setting what stands below it
   */
  public static Markup begin(String name, String over, String heading, String setting) {
    Markup page = new Markup();
    page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.trusted("<meta charset=\"utf-8\"/>\n")
        .trusted(
            "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n")
        .trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .trusted("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .element("title", name)
        .open("style")
        .trusted(styleSheet())
        .close("style")
        .close("head");
    return page.open("body")
        .open("main")
        .open("header")
        .element("p", over, "class", "over")
        .element("h1", heading)
        .element("p", setting, "class", "setting")
        .close("header");
  }

  /** The page's text, with the paper's name at its end. */
  public static String end(Markup page) {
    page.element("p", "Paper: " + PAPER, "class", "note");
    return page.close("main").close("body").close("html").toString();
  }

  /** A section with a list; nothing if there are no lines. */
  public static void list(Markup page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.open("section").element("h2", title);
      lines(page, lines);
      page.close("section");
    }
  }

  /** A list; nothing if there are no lines. */
  public static void lines(Markup page, List<String> lines) {
    if (!lines.isEmpty()) {
      page.open("ul");
      lines.forEach(line -> page.element("li", line));
      page.close("ul");
    }
  }

  /** Figures side by side; nothing if there are none. */
  public static void figures(Markup page, List<Figure> figures) {
    if (figures.isEmpty()) {
      return;
    }
    page.open("div", "class", "figures");
    for (Figure figure : figures) {
      page.open("figure")
          .trusted(SvgCanvas.inline(figure.chart()))
          .element("figcaption", figure.caption())
          .close("figure");
    }
    page.close("div");
  }

  /** How it is done again. */
  public static void reproduction(Markup page, String command) {
    page.element("h3", "To reproduce").open("pre").element("code", command).close("pre");
  }

  /** The head of a table, open for its rows. */
  public static void heads(Markup page, List<String> heads) {
    page.open("thead").open("tr");
    heads.forEach(head -> page.element("th", head, "scope", "col"));
    page.close("tr").close("thead");
  }

  private static String styleSheet() {
    try (InputStream css = PageFrame.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing from the class path");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
