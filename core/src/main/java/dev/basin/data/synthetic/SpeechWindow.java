package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import dev.basin.engine.Workers;

/**
 * The frames of {@value #UTTERANCES} consecutive utterances with their neighbours: a point is a
 * frame and the {@value #CONTEXT} before and after it, the earliest first, where the utterance's
 * first and last frame stand in for those beyond its ends.
 *
 * <p>The points come in a random order, so that a chunk or a prefix of the data has many speakers.
 * Frames are held unspliced, in a ninth of the memory.
 */
final class SpeechWindow implements Points<float[]> {
  static final int UTTERANCES = 512;
  static final int CONTEXT = 4;
  static final int FEATURES = (2 * CONTEXT + 1) * StateMixtures.DIMENSION;

  private final UtterancePlan plan;
  private final int firstFrame;
  private final float[] frames;
  private final int[] labels;
  private final int[] order;

  /** How many windows a plan has. */
  static int count(UtterancePlan plan) {
    return (plan.utterances() - 1) / UTTERANCES + 1;
  }

  /**
   * Draws the utterances of a window.
   *
   * @param window which one, from 0
   */
  SpeechWindow(
      SyntheticSpeechConfig config,
      SpeechModel model,
      UtterancePlan plan,
      Part part,
      int window,
      Workers workers) {
    this.plan = plan;
    int first = window * UTTERANCES;
    int end = Math.min(plan.utterances(), first + UTTERANCES);
    firstFrame = plan.start(first);
    labels = new int[plan.end(end - 1) - firstFrame];
    frames = new float[labels.length * StateMixtures.DIMENSION];
    long seed = config.seed();
    workers.forEach(
        end - first,
        k -> {
          int utterance = first + k;
          int start = plan.start(utterance);
          int count = plan.end(utterance) - start;
          int[] path = StatePath.draw(model, count, stream(seed, part, "path", utterance));
          Speaker speaker = new Speaker(stream(seed, part, "speaker", plan.speaker(utterance)));
          RandomStream noise = stream(seed, part, "label-noise", utterance);
          int[] noisy = AlignmentNoise.apply(path, config.classes(), config.labelNoise(), noise);
          System.arraycopy(noisy, 0, labels, start - firstFrame, count);
          new FrameSampler(model.mixtures(), speaker, stream(seed, part, "frames", utterance))
              .fill(path, frames, start - firstFrame);
        });
    order = Permutation.draw(labels.length, stream(seed, part, "order", window));
  }

  private static RandomStream stream(long seed, Part part, String purpose, int number) {
    return new RandomStream(
        Seeds.derive(seed, "speech", part.key(), purpose, Integer.toString(number)));
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[order[index]];
  }

  @Override
  public void read(int index, float[] into) {
    splice(order[index], into);
  }

  /** Which frame of the window, counted along its utterances, a point has in its middle. */
  int frame(int index) {
    return order[index];
  }

  private void splice(int frame, float[] into) {
    int utterance = plan.utteranceOf(firstFrame + frame);
    int first = plan.start(utterance) - firstFrame;
    int last = plan.end(utterance) - firstFrame - 1;
    int width = StateMixtures.DIMENSION;
    for (int k = -CONTEXT; k <= CONTEXT; k++) {
      int source = Math.max(first, Math.min(last, frame + k));
      System.arraycopy(frames, source * width, into, (k + CONTEXT) * width, width);
    }
  }
}
