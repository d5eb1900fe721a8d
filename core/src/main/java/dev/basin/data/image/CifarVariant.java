package dev.basin.data.image;

import dev.basin.data.DataFile;

/** Which of the CIFAR data sets, and which of its labels. */
public enum CifarVariant {
  /** Ten classes. */
  CIFAR10("cifar10", "cifar10", 0, "batches.meta.txt"),
  /** A hundred classes. */
  CIFAR100_FINE("cifar100", "cifar100", 1, "fine_label_names.txt"),
  /** The same images in twenty superclasses. */
  CIFAR100_COARSE("cifar100-coarse", "cifar100", 0, "coarse_label_names.txt");

  private final String title;
  private final String dataset;
  private final int label;
  private final String namesFile;

  CifarVariant(String title, String dataset, int label, String namesFile) {
    this.title = title;
    this.dataset = dataset;
    this.label = label;
    this.namesFile = namesFile;
  }

  /** What it is called in results and on the command line, for example {@code cifar100-coarse}. */
  public String title() {
    return title;
  }

  /** The name of what is fetched, {@code cifar10} or {@code cifar100}, which is its folder's. */
  public String dataset() {
    return dataset;
  }

  /** The number of classes. */
  public int classes() {
    return layout().classes().get(label);
  }

  /** The published archive. */
  public DataFile archive() {
    return layout().archive();
  }

  /** The form of the files. */
  CifarLayout layout() {
    return this == CIFAR10 ? CifarLayout.CIFAR10 : CifarLayout.CIFAR100;
  }

  /** Which of a record's label bytes counts. */
  int label() {
    return label;
  }

  /** The file in the archive that names the classes, a line each. */
  String namesFile() {
    return namesFile;
  }
}
