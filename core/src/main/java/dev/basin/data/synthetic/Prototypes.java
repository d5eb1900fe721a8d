package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import dev.basin.engine.Workers;

/**
 * The prototypes of all classes, the same for training and test data: {@value #MOST} of each class,
 * but fewer where more than {@value #ALL} would come of it, and at least {@value #FEWEST}.
 */
final class Prototypes {
  private static final int MOST = 20;
  private static final int ALL = 1_000;
  private static final int FEWEST = 4;

  private final Field[][] fields;

  private Prototypes(Field[][] fields) {
    this.fields = fields;
  }

  /** How many prototypes a class has. */
  static int ofClass(int classes) {
    return Math.max(FEWEST, Math.min(MOST, ALL / classes));
  }

  static Prototypes draw(SyntheticImagesConfig config, Workers workers) {
    int ofClass = ofClass(config.classes());
    Field[][] fields = new Field[config.classes()][ofClass];
    workers.forEach(
        config.classes() * ofClass,
        i -> {
          String shown = Integer.toString(i / ofClass);
          String number = Integer.toString(i % ofClass);
          long seed = Seeds.derive(config.seed(), "images", "prototype", shown, number);
          fields[i / ofClass][i % ofClass] = Prototype.draw(new RandomStream(seed));
        });
    return new Prototypes(fields);
  }

  /** The prototypes of a class. */
  Field[] of(int shown) {
    return fields[shown].clone();
  }

  /** One of a class's prototypes, each equally likely. */
  Field any(int shown, RandomStream stream) {
    return fields[shown][stream.nextInt(fields[shown].length)];
  }
}
