package dev.basin.lab.run;

import dev.basin.lab.Progress;

/** Passes on to whoever is named later; before that there is nothing to tell. */
final class LateProgress implements Progress {
  private volatile Progress listener = Progress.SILENT;

  void to(Progress progress) {
    listener = progress;
  }

  @Override
  public void advance(double points) {
    listener.advance(points);
  }

  @Override
  public void skip(double points) {
    listener.skip(points);
  }

  @Override
  public void say(String job, String message) {
    listener.say(job, message);
  }

  @Override
  public void finished(String job) {
    listener.finished(job);
  }
}
