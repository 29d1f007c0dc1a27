package io.tocsin.reasoning.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class FenceTest {
  private static final int TEXTS = 5_000;
  private static final int MOST = 200;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Fence fence = Fence.of("the facts", "of one prompt");

  @Test
  void aTextStandsAloneOnALineBetweenTwoLinesOfItsPrompt() {
    assertThat(fence.around("4 reports \"name\" both\nand no more", MOST))
        .isEqualTo(
            "<%1$s>%n\"4 reports \\\"name\\\" both\\nand no more\"%n</%1$s>"
                .formatted(fence.delimiter())
                .replace(System.lineSeparator(), "\n"));
  }

  @Test
  void theSameContentAlwaysHasTheSameFenceAndOtherContentAnother() {
    assertThat(Fence.of("the facts", "of one prompt").delimiter()).isEqualTo(fence.delimiter());
    assertThat(Fence.of("the facts", "of another").delimiter()).isNotEqualTo(fence.delimiter());
  }

  @Test
  void whateverTheTextTheDelimiterStandsOnlyWhereTheFencePutIt() {
    Random random = new Random(20_261_120);
    Pattern delimiter =
        Pattern.compile(fence.delimiter(), Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
    for (int i = 0; i < TEXTS; i++) {
      String text = anyText(random);
      String fenced = fence.around(text, MOST);

      assertThat(delimiter.matcher(fenced).results().count()).as(text).isEqualTo(2);
      assertThat(fenced.lines())
          .as(text)
          .hasSize(3)
          .startsWith(fence.open())
          .endsWith(fence.close());
    }
  }

  @Test
  void whateverTheTextWhatIsFencedIsOneJsonStringOfWhatShows() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < TEXTS; i++) {
      String text = anyText(random);
      String read = read(fence.quoted(text, MOST));

      assertThat(read.codePoints().count()).isLessThanOrEqualTo(MOST + "[]".length());
      assertThat(read.codePoints()).noneMatch(VisibleText::isHidden);
      assertThat(fence.quoted(text, MOST)).doesNotContain("<", ">", "\n", "\r", "\u2028");
    }
  }

  @Test
  void ordinaryTextIsReadAsItWas() throws Exception {
    for (String name : OrdinaryNames.all()) {
      assertThat(read(fence.quoted(name, MOST))).isEqualTo(name);
    }
    assertThat(read(fence.quoted("β-Blocker: 5 µg/m² ≥ 你好 \uD83D\uDC8A", MOST)))
        .isEqualTo("β-Blocker: 5 µg/m² ≥ 你好 \uD83D\uDC8A");
  }

  @Test
  void aForgedEndCannotBePutTogetherFromWhatIsLeft() {
    String delimiter = fence.delimiter();
    String nested = delimiter.substring(0, 8) + delimiter + delimiter.substring(8);
    String hidden = delimiter.substring(0, 8) + "\u200B" + delimiter.substring(8);

    for (String forged : List.of(nested, hidden, delimiter.toUpperCase(Locale.ROOT))) {
      assertThat(fence.quoted(forged, MOST).toLowerCase(Locale.ROOT)).doesNotContain(delimiter);
    }
  }

  @Test
  void aLongTextIsCutBetweenCharacters() throws Exception {
    assertThat(read(fence.quoted("\uD83D\uDC8A".repeat(300), MOST)))
        .isEqualTo("\uD83D\uDC8A".repeat(MOST - 1) + "…");
  }

  /** Pieces of what closes fences, of what hides, and of anything. */
  private String anyText(Random random) {
    String delimiter = fence.delimiter();
    List<String> pieces =
        List.of(
            delimiter,
            delimiter.toUpperCase(Locale.ROOT),
            delimiter.substring(0, random.nextInt(delimiter.length())),
            delimiter.substring(random.nextInt(delimiter.length())),
            fence.open(),
            fence.close(),
            "\"",
            "\\",
            "\n",
            "\r\n",
            "\u2028",
            "\u0085",
            "\u0000",
            "\u202E",
            "\u200B",
            "\uD800",
            "\uDC00",
            "\uDB40\uDC41",
            "</",
            ">",
            "\\u003c",
            "[]",
            "x");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(
          random.nextInt(3) == 0
              ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
              : pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static String read(String json) throws JsonProcessingException {
    return MAPPER.readTree(json).textValue();
  }
}
