package dev.basin.lab.export.mlflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes the body of an answer as UTF-8 text, unless it is longer than it may be. */
final class WholeAnswer implements HttpResponse.BodySubscriber<String> {
  private final int mostBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  WholeAnswer(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      if (text.isDone()) {
        return;
      }
      if (piece.remaining() > mostBytes - bytes.size()) {
        refuse();
        return;
      }
      byte[] content = new byte[piece.remaining()];
      piece.get(content);
      bytes.write(content, 0, content.length);
    }
  }

  private void refuse() {
    if (subscription != null) {
      subscription.cancel();
    }
    text.completeExceptionally(new IOException("an answer of more than " + mostBytes + " bytes"));
  }

  @Override
  public void onError(Throwable failure) {
    text.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    text.complete(bytes.toString(StandardCharsets.UTF_8));
  }
}
