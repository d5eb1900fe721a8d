package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;

/** Draws the classes of an utterance's frames: phones by the bigram, states from left to right. */
final class StatePath {
  private StatePath() {}

  /**
   * Draws a path, which begins at a phone's first state and is cut at the end.
   *
   * @param frames how many
   * @return the class of each frame
   */
  static int[] draw(SpeechModel model, int frames, RandomStream stream) {
    int[] path = new int[frames];
    int left = stream.nextInt(model.tying().phones());
    int phone = model.bigram().next(left, stream);
    int at = 0;
    while (true) {
      int right = model.bigram().next(phone, stream);
      for (int position = 0; position < StateTying.POSITIONS; position++) {
        int state = model.tying().classOf(left, phone, right, position);
        do {
          path[at++] = state;
          if (at == frames) {
            return path;
          }
        } while (stream.nextDouble() < model.durations().selfLoop(state));
      }
      left = phone;
      phone = right;
    }
  }
}
