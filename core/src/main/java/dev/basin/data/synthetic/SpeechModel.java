package dev.basin.data.synthetic;

/**
 * The hidden Markov model that utterances are drawn from; the same for training and test data.
 *
 * @param tying which class a phone's state has in its context
 * @param bigram which phone follows which
 * @param durations how long states last
 * @param mixtures what frames look like
 */
record SpeechModel(
    StateTying tying, PhoneBigram bigram, StateDurations durations, StateMixtures mixtures) {

  /** Draws the model. */
  static SpeechModel of(SyntheticSpeechConfig config) {
    StateTying tying = new StateTying(config.classes(), config.seed());
    return new SpeechModel(
        tying,
        new PhoneBigram(tying.phones(), config.seed()),
        new StateDurations(config.classes(), config.seed()),
        new StateMixtures(tying, config.overlap(), config.seed()));
  }
}
