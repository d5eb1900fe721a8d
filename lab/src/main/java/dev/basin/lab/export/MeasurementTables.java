package dev.basin.lab.export;

import dev.basin.lab.instrument.Instrument;
import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.instrument.Quantity;
import dev.basin.lab.instrument.Series;
import dev.basin.lab.instrument.Setting;
import dev.basin.lab.study.Study;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured as tables: {@code measurements}, a row each, whatever the instrument; for each
 * instrument a table of its name with its settings and quantities; and one for each of its series.
 */
final class MeasurementTables {
  private final Study study;
  private final List<StoredMeasurement> measurements;

  /** Tables of the measurements of one study. */
  MeasurementTables(Study study, List<StoredMeasurement> measurements) {
    this.study = study;
    this.measurements = measurements;
  }

  List<Table> all() {
    List<Table> tables = new ArrayList<>();
    tables.add(overview());
    for (Instrument<?> instrument : Instruments.all()) {
      List<StoredMeasurement> own =
          measurements.stream()
              .filter(each -> each.what().instrument().equals(instrument.about().name()))
              .toList();
      if (!own.isEmpty()) {
        add(tables, instrument, own);
      }
    }
    return tables;
  }

  private TableForm<StoredMeasurement> form(String name) {
    return new TableForm<StoredMeasurement>(name)
        .text("study", each -> study.name())
        .text("key", each -> String.join(" ", each.weights()).replaceAll(" epoch \\d+", ""))
        .integer("epoch", StoredMeasurement::epoch)
        .text("name", StoredMeasurement::name);
  }

  private Table overview() {
    return form("measurements")
        .text("instrument", each -> each.what().instrument())
        .text("settings", each -> each.what().describe())
        .text("state", each -> each.state().label())
        .text("remark", each -> each.remark().isEmpty() ? null : each.remark())
        .text("quantity", each -> headline(each.instrument(), Quantity::name))
        .real("value", MeasurementTables::value)
        .text("unit", each -> headline(each.instrument(), Quantity::unit))
        .fill(measurements);
  }

  private static <R> @Nullable String headline(
      Instrument<R> instrument, java.util.function.Function<Quantity<R>, String> part) {
    return instrument.quantities().stream()
        .filter(Quantity::headline)
        .findFirst()
        .map(part)
        .orElse(null);
  }

  private static @Nullable Double value(StoredMeasurement each) {
    return value(each.instrument(), each);
  }

  private static <R> @Nullable Double value(Instrument<R> instrument, StoredMeasurement each) {
    R result = each.as(instrument.resultType());
    return result == null
        ? null
        : instrument.quantities().stream()
            .filter(Quantity::headline)
            .findFirst()
            .map(quantity -> quantity.number(result))
            .orElse(null);
  }

  private <R> void add(List<Table> tables, Instrument<R> instrument, List<StoredMeasurement> own) {
    TableForm<StoredMeasurement> form = form(fileName(instrument.about().name()));
    form.text("state", each -> each.state().label());
    form.integer("points_limit", each -> each.what().limit());
    for (Setting<?> setting : instrument.settings()) {
      form.add(
          fileName(setting.name()),
          columnType(setting.type()),
          each ->
              setting.exported(each.what().settings().texts().getOrDefault(setting.name(), "")));
    }
    for (Quantity<R> quantity : instrument.quantities()) {
      form.add(
          quantity.name(),
          columnType(quantity.type()),
          each -> {
            R result = each.as(instrument.resultType());
            return result == null ? null : quantity.value().apply(result);
          });
    }
    tables.add(form.fill(own));
    for (Series<R, ?> series : instrument.series()) {
      addSeries(tables, instrument, series, own);
    }
  }

  /** A row of a series with the measurement that it is part of. */
  private record Row<P>(StoredMeasurement of, P point) {}

  private <R, P> void addSeries(
      List<Table> tables,
      Instrument<R> instrument,
      Series<R, P> series,
      List<StoredMeasurement> own) {
    List<Row<P>> rows = new ArrayList<>();
    for (StoredMeasurement each : own) {
      R result = each.as(instrument.resultType());
      if (result != null) {
        series
            .rows()
            .apply(each.what().settings(), result)
            .forEach(point -> rows.add(new Row<>(each, point)));
      }
    }
    TableForm<Row<P>> form =
        new TableForm<Row<P>>(series.name())
            .text("study", row -> study.name())
            .text("name", row -> row.of().name());
    for (Quantity<P> column : series.columns()) {
      form.add(column.name(), columnType(column.type()), row -> column.value().apply(row.point()));
    }
    tables.add(form.fill(rows));
  }

  private static String fileName(String name) {
    return name.replace('-', '_');
  }

  private static ColumnType columnType(Quantity.Type type) {
    return switch (type) {
      case REAL -> ColumnType.REAL;
      case INTEGER -> ColumnType.INTEGER;
      case TEXT -> ColumnType.TEXT;
    };
  }
}
