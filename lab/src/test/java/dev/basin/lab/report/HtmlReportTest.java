package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.ComparisonResult;
import dev.basin.lab.RunResult;
import dev.basin.lab.TrialResult;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

public class HtmlReportTest {

  @Test
  void isWellFormedWhateverTheResult() throws Exception {
    for (ComparisonResult result : Fixtures.all()) {
      Document page = parse(HtmlReport.write(result));
      assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
    }
  }

  @Test
  void loadsNothing() throws Exception {
    Document page = parse(HtmlReport.write(Fixtures.fiveTrials()));
    NodeList elements = page.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      assertThat(element.getTagName()).isNotIn("script", "link", "img", "iframe", "object", "a");
      assertThat(element.hasAttribute("src")).isFalse();
      assertThat(element.hasAttribute("href")).isFalse();
    }
    String html = HtmlReport.write(Fixtures.fiveTrials());
    assertThat(html).doesNotContain("url(").doesNotContain("@import").doesNotContain("http:");
  }

  @Test
  void foreignTextIsEscaped() throws Exception {
    Document page = parse(HtmlReport.write(Fixtures.oneTrial()));
    assertThat(page.getElementsByTagName("processor").getLength()).isZero();
    assertThat(page.getDocumentElement().getTextContent()).contains("A <processor> & \"more\"");
  }

  @Test
  void showsTheNumbersOfTheResultBesideThePapers() throws Exception {
    String text = text(Fixtures.oneTrial());
    assertThat(text)
        .contains("98.48", "98.23", "+0.25", "≥ 3.07", "≥ 630", "≥ 0.323", "≥ 219", "7.64")
        .contains("98.03 ± 0.07", "97.81 ± 0.07", "205.14 ± 69.52", "9.17 ± 0.14")
        .contains("One trial, no spread");
  }

  @Test
  void everyMeanInTheTableIsTheMeanOfTheTrials() throws Exception {
    ComparisonResult result = Fixtures.fiveTrials();
    double[] mean = new double[2];
    for (TrialResult trial : result.trials()) {
      mean[0] += trial.small().testAccuracy() / 5;
      mean[1] += trial.large().sharpness().get(0).sharpness() / 5;
    }
    assertThat(text(result))
        .contains(String.format(Locale.ROOT, "%.2f ± ", mean[0]))
        .contains(String.format(Locale.ROOT, "≥ %.0f ± ", mean[1]));
  }

  @Test
  void carriesEveryCaution() throws Exception {
    assertThat(text(Fixtures.oneTrial()))
        .contains("Dinh", "Shallue", "Andriushchenko", "lower bound found by 10 iterations")
        .contains("chunk size of 5000");
  }

  @Test
  void carriesWhatIsNeededToRepeatIt() throws Exception {
    ComparisonResult result = Fixtures.fiveTrials();
    String text = text(result);
    assertThat(text)
        .contains(result.command(), result.dataDigest(), result.optimizer(), result.stoppingRule())
        .contains("17.0.15", "iteration limit, 10", "87.5 %", "patience");
    for (TrialResult trial : result.trials()) {
      for (RunResult run : List.of(trial.small(), trial.large())) {
        assertThat(text).contains(String.format(Locale.ROOT, "%.2f", run.testAccuracy()));
      }
    }
  }

  /** The prose around a comparison with nothing finite may hold no measured number. */
  @Test
  void nothingIsMadeUpWhenEverythingDiverged() throws Exception {
    Document page = parse(HtmlReport.write(Fixtures.allDiverged()));
    NodeList cells = page.getElementsByTagName("td");
    Pattern ours = Pattern.compile("[0-9]");
    for (int i = 0; i < cells.getLength(); i++) {
      Element cell = (Element) cells.item(i);
      String column = cell.getAttribute("data-column");
      if (column.equals("SB") || column.equals("LB")) {
        Matcher digits = ours.matcher(cell.getTextContent());
        assertThat(digits.find()).as(cell.getTextContent()).isFalse();
      }
    }
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .startsWith("Nothing can be compared");
  }

  @Test
  void theLocaleChangesNothing() {
    String before = HtmlReport.write(Fixtures.fiveTrials());
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HtmlReport.write(Fixtures.fiveTrials())).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  private static String text(ComparisonResult result) throws Exception {
    return parse(HtmlReport.write(result)).getDocumentElement().getTextContent();
  }

  public static Document parse(String markup) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(markup)));
  }
}
