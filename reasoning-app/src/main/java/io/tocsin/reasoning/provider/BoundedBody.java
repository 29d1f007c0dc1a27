package io.tocsin.reasoning.provider;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * A body of text that is given up when it is larger than it may be. The JDK's own limit fails as a
 * broken connection does, but those are worth another try and this is not.
 */
final class BoundedBody implements BodySubscriber<Optional<String>> {
  private final int limit;
  private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
  private final CompletableFuture<Subscription> source = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * @param limit in bytes
   */
  BoundedBody(int limit) {
    this.limit = limit;
  }

  /** Empty when it was too large. */
  @Override
  public CompletionStage<Optional<String>> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (source.complete(subscription)) {
      subscription.request(Long.MAX_VALUE);
    } else {
      subscription.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + buffer.remaining() > limit) {
        body.complete(Optional.empty());
        source.join().cancel();
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.writeBytes(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(Optional.of(bytes.toString(StandardCharsets.UTF_8)));
  }
}
