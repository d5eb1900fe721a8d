package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import java.util.Arrays;

/**
 * Cuts a part of the data into utterances of {@value #SHORTEST} to {@value #LONGEST} frames; the
 * last is as short as it must be. There is a speaker for every {@value #UTTERANCES_OF_SPEAKER}
 * utterances, and they speak in turn, so that neighbouring utterances have different speakers.
 */
final class UtterancePlan {
  static final int SHORTEST = 150;
  static final int LONGEST = 450;
  static final int UTTERANCES_OF_SPEAKER = 8;

  /** The first frame of each utterance, and the number of frames behind the last. */
  private final int[] starts;

  UtterancePlan(int frames, Part part, long seed) {
    RandomStream stream = new RandomStream(Seeds.derive(seed, "speech", part.key(), "lengths"));
    int[] found = new int[frames / SHORTEST + 2];
    int utterances = 0;
    for (int at = 0; at < frames; utterances++) {
      found[utterances] = at;
      at += Math.min(frames - at, SHORTEST + stream.nextInt(LONGEST - SHORTEST + 1));
    }
    found[utterances] = frames;
    starts = Arrays.copyOf(found, utterances + 1);
  }

  int utterances() {
    return starts.length - 1;
  }

  /** How many speakers there are. */
  int speakers() {
    return (utterances() - 1) / UTTERANCES_OF_SPEAKER + 1;
  }

  /** Who says an utterance, from 0. */
  int speaker(int utterance) {
    return utterance % speakers();
  }

  /** The first frame of an utterance. */
  int start(int utterance) {
    return starts[utterance];
  }

  /** The frame behind the last of an utterance. */
  int end(int utterance) {
    return starts[utterance + 1];
  }

  /** The utterance that a frame belongs to. */
  int utteranceOf(int frame) {
    int found = Arrays.binarySearch(starts, frame);
    return found >= 0 ? found : -found - 2;
  }
}
