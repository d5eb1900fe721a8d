package dev.basin.lab.report;

import dev.basin.lab.figure.Figure;
import java.util.List;

/**
 * What one section of a study's page shows.
 *
 * @param title its heading
 * @param findings what was found, a sentence each
 * @param tables its tables
 * @param figures its figures
 * @param notes how it was computed and what limits it
 */
record SectionContent(
    String title,
    List<String> findings,
    List<SiteTable> tables,
    List<Figure> figures,
    List<String> notes) {

  /** Copies the lists. */
  SectionContent {
    findings = List.copyOf(findings);
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }
}
