package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.basin.data.DatasetFormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderScanTest {
  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void arrange() throws IOException {
    folder = directory.resolve("folder");
    put("train/b/1.png", "train/a/x.JPG", "train/a/2.jpeg", "train/c/3.PNG", "test/a/4.jpg");
  }

  private void put(String... paths) throws IOException {
    for (String path : paths) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, path);
    }
  }

  private static List<String> paths(List<FolderPicture> pictures) {
    return pictures.stream().map(FolderPicture::path).toList();
  }

  @Test
  void listsPicturesByClass() throws IOException {
    put("README.md", "train/.hidden/x", "train/a/.x.swp", "train/a/Thumbs.db", "test/desktop.ini");
    FolderContents contents = FolderScan.of(folder);
    assertThat(contents.classes()).containsExactly("a", "b", "c");
    assertThat(contents.train())
        .extracting(picture -> picture.path() + " " + picture.label() + " " + picture.bytes())
        .containsExactly(
            "train/a/2.jpeg 0 14",
            "train/a/x.JPG 0 13",
            "train/b/1.png 1 13",
            "train/c/3.PNG 2 13");
    assertThat(paths(contents.test())).containsExactly("test/a/4.jpg");
    assertThat(contents.jpegs()).isEqualTo(3);
    assertThat(contents.bytes()).isEqualTo(14 + 13 + 13 + 13 + 12);
  }

  /** Of macOS, Windows and network drives, in every folder. */
  @Test
  void passesOverWhatToolsLeave() throws IOException {
    List<String> before = paths(FolderScan.of(folder).train());
    for (String inside : List.of("", "train/", "train/a/", "test/", "test/a/")) {
      put(inside + ".DS_Store", inside + "._x.png", inside + "Thumbs.db", inside + "Icon\r");
      put(inside + "__MACOSX/a/._1.png", inside + "ehthumbs.db", inside + "DESKTOP.INI");
      put(inside + "@eaDir/a.png/x.jpg", inside + "$RECYCLE.BIN/1.png");
      put(inside + "System Volume Information/1.png", inside + ".Spotlight-V100/1");
    }
    FolderContents contents = FolderScan.of(folder);
    assertThat(contents.classes()).containsExactly("a", "b", "c");
    assertThat(paths(contents.train())).isEqualTo(before);
    assertThat(paths(contents.test())).containsExactly("test/a/4.jpg");
  }

  /** The order is that of {@code sort} on what {@code sha256sum} says of each path. */
  @Test
  void theDataSetOrderIsThatOfThePathsSha256() throws IOException {
    folder = directory.resolve("other");
    put("test/a/0.png");
    for (int i = 0; i < 4; i++) {
      put("train/a/" + i + ".png", "train/b/" + i + ".png");
    }
    assertThat(paths(FolderContents.inOrder(FolderScan.of(folder).train())))
        .containsExactly(
            "train/a/2.png",
            "train/b/0.png",
            "train/a/0.png",
            "train/a/1.png",
            "train/a/3.png",
            "train/b/2.png",
            "train/b/1.png",
            "train/b/3.png");
  }

  @Test
  void valStandsInForTest() throws IOException {
    put("val/b/5.png");
    assertThat(paths(FolderScan.of(folder).test())).containsExactly("test/a/4.jpg");
    delete("test/a/4.jpg", "test/a", "test");
    assertThat(paths(FolderScan.of(folder).test())).containsExactly("val/b/5.png");
    delete("val/b/5.png", "val/b", "val");
    refuses("", "found neither test nor val in it, expected train/CLASS/*.png|jpg|jpeg");
  }

  @Test
  void classesAreInTheOrderOfCodePoints() {
    // U+1F600 is above U+FF21 as a code point, and below it in UTF-16
    List<String> names =
        new ArrayList<>(List.of("\uD83D\uDE00", "\uFF21", "b", "a1", "a", "B", "10", "9"));
    names.sort(FolderScan.CODE_POINT_ORDER);
    assertThat(names).containsExactly("10", "9", "B", "a", "a1", "b", "\uFF21", "\uD83D\uDE00");
  }

  @Test
  void refusesOtherForms() throws IOException {
    folder = directory.resolve("absent");
    refuses("", "found no such folder, expected a folder with train/CLASS");
    Files.createDirectories(folder);
    refuses("", "found no folder train in it");
    Files.createDirectories(folder.resolve("train"));
    Files.createDirectories(folder.resolve("test"));
    refuses("train", "found no class, expected a folder for each of at least two classes");
    put("train/a/1.png");
    refuses("train", "found one class, a, expected");
    put("train/b/1.png");
    refuses("test", "found no class");
    Files.createDirectories(folder.resolve("test/a"));
    refuses("test/a", "found no picture, expected at least one *.png, *.jpg or *.jpeg");
    put("test/a/1.png", "train/c/.gitkeep");
    refuses("train/c", "found no picture");
  }

  @Test
  void refusesATestClassThatTrainHasNot() throws IOException {
    put("test/d/5.png");
    refuses("test/d", "found a class that train has not, expected one of a, b, c; rename");
  }

  /** An é of one code point and one of two, as macOS and others write it. */
  @Test
  void showsTheDifferenceOfNamesThatLookAlike() throws IOException {
    assumeUnicodeNames();
    put("train/caf\u00e9/1.png", "test/cafe\u0301/1.png");
    refuses(
        "test/cafe\u0301",
        "found a class that train has not: 'cafe\\u0301' looks like train's 'caf\\u00e9', expected"
            + " one name for a class; rename one of them as the other");
    delete("test/cafe\u0301/1.png", "test/cafe\u0301");
    put("test/Caf\u00e9/1.png");
    refuses("test/Caf\u00e9", "'Caf\\u00e9' looks like train's 'caf\\u00e9'");
    delete("test/Caf\u00e9/1.png", "test/Caf\u00e9");
    put("test/b\u200b/1.png");
    refuses("test/b\u200b", "'b\\u200b' looks like train's 'b'");
    delete("test/b\u200b/1.png", "test/b\u200b");
    put("train/cafe\u0301/1.png");
    refuses(
        "train/cafe\u0301",
        "the class 'cafe\\u0301' beside 'caf\\u00e9', the same text in another of Unicode's forms",
        "move the pictures of one into the other");
  }

  private static void assumeUnicodeNames() {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u0301'),
        "needs a system whose file names may have this character");
  }

  @Test
  void leavesNothingOutSilently() throws IOException {
    put("train/a/animated.gif");
    refuses("train/a/animated.gif", "found a file of another kind, expected *.png, *.jpg or");
    delete("train/a/animated.gif");
    put("train/a/deeper/1.png");
    refuses("train/a/deeper", "found a folder or a special file, expected pictures only");
    delete("train/a/deeper/1.png", "train/a/deeper");
    put("test/1.png");
    refuses("test/1.png", "found a file beside the classes, expected folders of classes only");
  }

  /** The paths decide about the order, so that a name that is read in part is no name. */
  @Test
  void refusesNamesThatCannotBeRead() throws IOException {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\uFFFD'),
        "needs a system whose file names may have this character");
    put("train/a/\uFFFD.png");
    refuses("train/a/\uFFFD.png", "found a name that cannot be read here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train/a/link.png", "train/d", "test/b"})
  void refusesLinksThatLeaveTheFolder(String link) throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret.png"), "secret");
    boolean file = link.endsWith(".png");
    Files.createSymbolicLink(folder.resolve(link), file ? outside.resolve("secret.png") : outside);
    refuses(link, "found a symbolic link to " + outside, "expected links within " + folder);
    delete(link);
    Files.createSymbolicLink(folder.resolve(link), Path.of("absent"));
    refuses(link, "found a symbolic link to absent, which is not there");
  }

  @Test
  void refusesALinkInPlaceOfAPart() throws IOException {
    Files.move(folder.resolve("train"), directory.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("train"), directory.resolve("elsewhere"));
    refuses("train", "found a symbolic link to " + directory.resolve("elsewhere"));
  }

  @Test
  void followsLinksWithinTheFolderAndToIt() throws IOException {
    Files.createSymbolicLink(folder.resolve("train/a/link.png"), Path.of("../b/1.png"));
    Path other = Files.createSymbolicLink(directory.resolve("other"), folder);
    assertThat(paths(FolderScan.of(other).train())).contains("train/a/link.png").hasSize(5);
  }

  @Test
  void theStateTellsEveryChange() throws IOException {
    List<String> states = new ArrayList<>();
    states.add(state());
    assertThat(state()).isEqualTo(states.get(0));
    put("train/a/new.png");
    states.add(state());
    Files.move(folder.resolve("train/a/new.png"), folder.resolve("train/b/new.png"));
    states.add(state());
    FileTime time = FileTime.fromMillis(1_600_000_000_000L);
    Files.setLastModifiedTime(folder.resolve("train/b/new.png"), time);
    states.add(state());
    Files.writeString(folder.resolve("train/b/new.png"), "longer than before");
    Files.setLastModifiedTime(folder.resolve("train/b/new.png"), time);
    states.add(state());
    Files.move(folder.resolve("test"), folder.resolve("val"));
    states.add(state());
    assertThat(states).doesNotHaveDuplicates();
    Path moved = Files.move(folder, directory.resolve("moved"));
    assertThat(FolderScan.of(moved).state()).isEqualTo(states.get(states.size() - 1));
  }

  private String state() {
    return FolderScan.of(folder).state();
  }

  private void refuses(String path, String... expected) {
    assertThatThrownBy(() -> FolderScan.of(folder))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith((path.isEmpty() ? folder : folder.resolve(path)) + ": found ")
        .hasMessageContainingAll(expected);
  }

  private void delete(String... paths) throws IOException {
    for (String path : paths) {
      Files.delete(folder.resolve(path));
    }
  }
}
