package io.tocsin.reasoning.privacy;

import io.tocsin.schemas.report.ReportReader;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes from texts what may tell who a person is, before they go anywhere near a provider. Pure.
 *
 * <p>Of dates the year is left. Names are found by what stands before them, a title or a label; a
 * name that nothing announces is not found, nor is what only the context betrays. What is doubtful
 * goes.
 */
public final class Deidentifier {
  /** In this order, since some would take what others must find whole. */
  private static final List<Identity> IDENTITIES =
      Stream.of(
              Numbers.ADDRESSES,
              Numbers.IDS,
              Dates.ALL,
              Places.ALL,
              Numbers.TELEPHONES,
              Numbers.AGES,
              Persons.ALL)
          .flatMap(List::stream)
          .toList();

  private Deidentifier() {}

  /**
   * A free text without e-mail and web addresses, numbers of telephones and networks, numbers that
   * identify, dates, ages over 89, post codes, street addresses and names; each replaced by a word
   * in brackets that says what stood there. In time linear in its length.
   */
  public static String text(String free) {
    String text = VisibleText.of(free);
    for (Identity identity : IDENTITIES) {
      text = identity.removedFrom(text);
    }
    return text;
  }

  /**
   * As {@link #text(String)}, of at most so many characters; an ellipsis tells that it was cut.
   *
   * @param most 1 or more
   */
  public static String text(String free, int most) {
    return VisibleText.cut(text(free), most);
  }

  /** A drug's or an event's name as it stands, on one line and of at most 500 characters. */
  public static String name(String reported) {
    return VisibleText.of(reported, ReportReader.MAX_NAME).replace('\n', ' ');
  }
}
