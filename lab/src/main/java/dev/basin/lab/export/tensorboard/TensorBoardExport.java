package dev.basin.lab.export.tensorboard;

import dev.basin.lab.export.ExportFile;
import dev.basin.lab.export.Scalars;
import dev.basin.lab.export.State;
import dev.basin.lab.export.StoredRun;
import java.nio.file.Path;
import java.util.List;

/** Complete runs as TensorBoard's event files, one folder a run. */
public final class TensorBoardExport {
  private final Path root;
  private final RunFolders folders = new RunFolders();

  /**
   * An export.
   *
   * @param root what {@code tensorboard --logdir} gets
   */
  public TensorBoardExport(Path root) {
    this.root = root;
  }

  /**
   * Writes the runs that are complete, replacing what an export wrote for them before.
   *
   * @return how many were written
   * @throws dev.basin.lab.export.ExportException if a file cannot be written
   */
  public int write(List<StoredRun> runs) {
    int written = 0;
    for (StoredRun run : runs) {
      Path folder = root.resolve(folders.next(run).toString());
      if (run.state() == State.COMPLETE) {
        ExportFile.write(folder.resolve(EventFile.NAME), EventFile.of(Scalars.of(run)));
        written++;
      }
    }
    return written;
  }
}
