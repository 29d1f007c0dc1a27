package io.tocsin.reasoning.cache;

import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.schemas.digest.Sha256;
import io.tocsin.schemas.signal.Pair;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A question: two are the same when everything that decides the answer is.
 *
 * @param hash SHA-256, in hexadecimal, of all of it
 * @param tenant who asks; no tenant is given another's answer
 * @param pair what is asked about
 * @param promptVersion version of the prompt's template
 */
public record AnswerKey(String hash, String tenant, Pair pair, String promptVersion) {

  /**
   * Makes the key of a question.
   *
   * @param variant arm of an experiment
   * @param model as {@link io.tocsin.reasoning.provider.ReasoningModel#name} says it
   * @param temperature absent when the model's own is used
   */
  public static AnswerKey of(
      String tenant,
      String variant,
      String model,
      @Nullable Double temperature,
      Pair pair,
      Prompt prompt) {
    String hash =
        hash(
            tenant,
            variant,
            model,
            temperature == null ? "" : temperature.toString(),
            pair.drug(),
            pair.event(),
            prompt.version(),
            prompt.system(),
            prompt.user(),
            prompt.schema());
    return new AnswerKey(hash, tenant, pair, prompt.version());
  }

  /**
   * Hashes every part as its length and its characters, so that no two lists of parts are encoded
   * alike. In UTF-16, because UTF-8 has one and the same question mark for all broken characters.
   */
  private static String hash(String... parts) {
    int size = 0;
    for (String part : parts) {
      size += Integer.BYTES + Character.BYTES * part.length();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (String part : parts) {
      bytes.putInt(part.length());
      bytes.asCharBuffer().put(part.toCharArray());
      bytes.position(bytes.position() + Character.BYTES * part.length());
    }
    return Sha256.hex(bytes.array());
  }
}
