package dev.basin.lab.export;

import dev.basin.landscape.NeighbourhoodPoint;
import dev.basin.landscape.NeighbourhoodResult;
import java.util.ArrayList;
import java.util.List;

/** The table {@code neighbourhoods}: what a share of steep directions is counted from. */
final class NeighbourhoodTable {
  private NeighbourhoodTable() {}

  private record Row(MeasurementRow of, NeighbourhoodPoint point, double rise) {}

  static Table of(List<MeasurementRow> measurements) {
    List<Row> rows = new ArrayList<>();
    for (MeasurementRow measurement : measurements) {
      NeighbourhoodResult found = measurement.measurement().as(NeighbourhoodResult.class);
      if (found != null) {
        found.points().forEach(point -> rows.add(new Row(measurement, point, found.rise(point))));
      }
    }
    return new TableForm<Row>("neighbourhoods")
        .text("study", row -> row.of.study())
        .text("key", row -> row.of.key())
        .text("name", row -> row.of.at().name())
        .integer("epoch", row -> row.of.at().epoch())
        .integer("direction", row -> row.point.direction())
        .real("radius", row -> row.point.radius())
        .real("loss_nats", row -> row.point.loss())
        .real("rise_nats", row -> row.rise)
        .real("accuracy_percent", row -> row.point.accuracy())
        .fill(rows);
  }
}
