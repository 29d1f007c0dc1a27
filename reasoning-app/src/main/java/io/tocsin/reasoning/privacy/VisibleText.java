package io.tocsin.reasoning.privacy;

/** What a person sees of a text: nothing that hides, turns around or controls. */
final class VisibleText {
  private static final int LINE_FEED = '\n';
  private static final String CUT = "…";

  private VisibleText() {}

  /**
   * The text without control, bidirectional and zero-width characters, variation selectors and
   * halves of surrogate pairs. Line breaks of every kind become line feeds, other control
   * characters and spaces of every width blanks.
   */
  static String of(String text) {
    if (text.codePoints().allMatch(VisibleText::isPlain)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(visible, c));
    return visible.toString();
  }

  /** As {@link #of(String)}, of at most so many characters; an ellipsis tells that it was cut. */
  static String of(String text, int most) {
    return cut(of(text), most);
  }

  /** At most so many characters, 1 or more; an ellipsis tells that there were others. */
  static String cut(String text, int most) {
    return text.length() <= most || text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + CUT;
  }

  /** Whether a character does anything but show. */
  static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          true;
      default -> isFiller(c);
    };
  }

  private static boolean isPlain(int c) {
    return (c >= ' ' && c <= '~') || c == LINE_FEED;
  }

  private static void append(StringBuilder visible, int c) {
    int type = Character.getType(c);
    if (c == LINE_FEED
        || c == '\r'
        || c == '\u0085'
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      visible.append('\n');
    } else if (type == Character.CONTROL || type == Character.SPACE_SEPARATOR) {
      visible.append(' ');
    } else if (!isHidden(c)) {
      visible.appendCodePoint(c);
    }
  }

  /** Letters and marks that show nothing. */
  private static boolean isFiller(int c) {
    return switch (c) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default ->
          (c >= 0x180B && c <= 0x180F)
              || (c >= 0xFE00 && c <= 0xFE0F)
              || (c >= 0xE0100 && c <= 0xE01EF);
    };
  }
}
