package dev.basin.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder's seal vouches for. */
final class SealTest {
  @TempDir private Path directory;

  @Test
  void oneFileIsCheckedWhereItIsUsed() throws IOException {
    Seal seal = new Seal(directory, "complete");
    Path weights = Files.writeString(directory.resolve("weights"), "123");
    Path other = Files.writeString(directory.resolve("other"), "4");
    seal.write(List.of(weights));
    seal.requireWhole(weights);
    assertThat(seal.damage(List.of(weights))).isEmpty();
    assertThatThrownBy(() -> seal.requireWhole(other)).isInstanceOf(DamagedException.class);
    Files.writeString(weights, "124");
    assertThatThrownBy(() -> seal.requireWhole(weights))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining(weights + " is not what was written");
    Files.delete(weights);
    assertThatThrownBy(() -> seal.requireWhole(weights)).isInstanceOf(DamagedException.class);
  }

  @Test
  void aSealThatIsNoTextVouchesForNothing() throws IOException {
    Path weights = Files.writeString(directory.resolve("weights"), "123");
    Files.write(directory.resolve("complete"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(new Seal(directory, "complete").damage(List.of(weights)))
        .hasValueSatisfying(text -> assertThat(text).contains("does not vouch for weights"));
  }
}
