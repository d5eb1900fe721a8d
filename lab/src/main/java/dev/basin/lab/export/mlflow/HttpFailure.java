package dev.basin.lab.export.mlflow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Why a server gave no answer. */
final class HttpFailure {
  private HttpFailure() {}

  /** What went wrong, in words; the client's exceptions often have none. */
  static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "there is no host of that name";
      }
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    String message = e.getMessage();
    return e instanceof ConnectException || message == null ? "connection refused" : message;
  }
}
