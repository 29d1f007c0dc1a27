package io.tocsin.reasoning.privacy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tocsin.schemas.digest.Sha256;
import java.util.regex.Pattern;

/**
 * Puts untrusted text into a prompt as data: one JSON string, alone on its line, between two lines
 * that bear a delimiter. No text can close the fence: it has no line break, no quote and no angle
 * bracket of its own, and the delimiter is taken from it.
 */
public final class Fence {
  private static final int DELIMITER_DIGITS = 24;
  private static final String TAKEN_OUT = "[]";

  private final String delimiter;
  private final Pattern forged;

  private Fence(String delimiter) {
    this.delimiter = delimiter;
    this.forged = Pattern.compile(delimiter, Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
  }

  /**
   * The fence of one prompt.
   *
   * @param content what it is put around; the same content always has the same delimiter, so that
   *     answers can be cached
   */
  public static Fence of(String... content) {
    return new Fence("data-" + Sha256.hex(Sha256.hex(content)).substring(0, DELIMITER_DIGITS));
  }

  /** What tells the fence from any text, for the instruction that explains it. */
  public String delimiter() {
    return delimiter;
  }

  /** The line that opens it. */
  public String open() {
    return "<" + delimiter + ">";
  }

  /** The line that closes it. */
  public String close() {
    return "</" + delimiter + ">";
  }

  /**
   * A text between its two lines.
   *
   * @param most characters that are taken of the text, 1 or more; an ellipsis tells that it was cut
   */
  public String around(String text, int most) {
    return open() + "\n" + quoted(text, most) + "\n" + close();
  }

  /** A text as one JSON string without hidden characters, angle brackets and the delimiter. */
  public String quoted(String text, int most) {
    String visible = forged.matcher(VisibleText.of(text, most)).replaceAll(TAKEN_OUT);
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(visible));
    return "\"" + json.replace("<", "\\u003c").replace(">", "\\u003e") + "\"";
  }
}
