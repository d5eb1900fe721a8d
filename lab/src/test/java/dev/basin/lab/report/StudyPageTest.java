package dev.basin.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.lab.Progress;
import dev.basin.lab.export.StoreFixture;
import dev.basin.lab.export.StoreReader;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Section;
import dev.basin.lab.study.Study;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages from a store with a run in every state, whose numbers its fixture says. */
class StudyPageTest {
  @TempDir private Path directory;

  private String page(List<Section> show) throws IOException {
    StoreFixture fixture = new StoreFixture(directory);
    Plan plan = fixture.plan();
    Study study = plan.study();
    Plan shown =
        new Plan(
            new Study(
                study.name(),
                study.title(),
                study.about(),
                study.paper(),
                study.scale(),
                show,
                study.subjects()),
            plan.runs(),
            plan.joint());
    StudyView view =
        new StudyView(shown, fixture.store(), new StoreReader(fixture.store(), Progress.SILENT));
    List<SectionContent> sections =
        StudySections.of(shown.study()).stream().map(section -> section.of(view)).toList();
    return StudyPage.of(
            view,
            sections,
            Provenance.of(view),
            new Reproduction("basin", Map.of("small", Path.of("my small.yaml")), Path.of("store")))
        .replaceAll("(?s)<svg.*?</svg>|<style>.*?</style>", " ")
        .replaceAll("<[^>]+>", " ")
        .replaceAll("\\s+", " ");
  }

  /** Whatever a study asks its page to show, what was measured is there. */
  @ParameterizedTest
  @EnumSource(Section.class)
  void whateverWasMeasuredIsShown(Section section) throws IOException {
    assertThat(page(List.of(section)))
        .contains("≥ 151", "≥ 1.50") // sharpness in both spaces
        .contains("12.5") // the largest eigenvalue
        .contains("0.900", "65.25") // loss and accuracy after the first epoch
        .contains("random directions") // the neighbourhood
        .doesNotContain("NaN");
  }

  @Test
  void aPageThatShowsNothingElseShowsAllOfIt() throws IOException {
    String page = page(List.of());
    assertThat(page)
        .contains("Largest eigenvalue", "Between the solutions", "12.5", "≥ 151")
        .contains("1 diverged")
        .doesNotContain("Nothing of this was run yet");
  }

  @Test
  void theCommandNamesFileScaleAndStore() throws IOException {
    assertThat(page(List.of()))
        .contains("basin study run &#39;my small.yaml&#39; --scale smoke --store store");
  }
}
