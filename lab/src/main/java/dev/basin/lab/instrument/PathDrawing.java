package dev.basin.lab.instrument;

import dev.basin.lab.figure.Figure;
import dev.basin.lab.figure.PathFigure;
import dev.basin.landscape.LandscapePoint;
import dev.basin.landscape.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Draws what was measured along a path from one solution to another, all trials in one figure.
 *
 * @param <R> the instrument's result
 * @param file the name of its files, from the path's
 * @param path which path
 * @param points the points in a result
 */
record PathDrawing<R>(
    Function<Path, String> file,
    Function<Settings, Path> path,
    Function<R, List<LandscapePoint>> points)
    implements Drawing.Draw<R> {

  @Override
  public Figure of(Settings settings, List<String> names, R result) {
    return figure(settings, names, List.of(result));
  }

  @Override
  public Optional<Figure> ofTrials(Settings settings, List<String> names, List<R> trials) {
    return Optional.of(figure(settings, names, trials));
  }

  private Figure figure(Settings settings, List<String> names, List<R> trials) {
    Path along = path.apply(settings);
    return PathFigure.between(
        file.apply(along),
        along.label(),
        "From " + names.get(0) + " to " + names.get(1),
        names.get(0),
        names.get(1),
        trials.stream().map(points).toList());
  }
}
