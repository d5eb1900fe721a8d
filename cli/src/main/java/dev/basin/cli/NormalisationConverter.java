package dev.basin.cli;

import dev.basin.data.kaldi.Normalisation;

/** Reads {@code none}, {@code mean} and {@code mean-variance}. */
final class NormalisationConverter extends WordConverter<Normalisation> {
  NormalisationConverter() {
    super(Normalisation.values(), Normalisation::toString);
  }
}
