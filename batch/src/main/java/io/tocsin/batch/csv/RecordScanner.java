package io.tocsin.batch.csv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of one record at a time, as RFC 4180 has it: a field that begins with a quote
 * ends with one, may contain line breaks and separators, and quotes that are doubled; any other
 * field contains no quote. Lines end with LF, CRLF or CR.
 */
final class RecordScanner {
  /** The record goes on behind the bytes at hand. */
  static final int MORE = -1;

  private static final byte QUOTE = '"';
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final byte separator;
  private final boolean[] ends = new boolean[256];

  private int[] bounds = new int[64];
  private int fields;
  private int lineBreaks;
  private boolean doubled;
  private @Nullable String objection;

  RecordScanner(char separator) {
    this.separator = (byte) separator;
    ends[separator] = true;
    ends[QUOTE] = true;
    ends[LF] = true;
    ends[CR] = true;
  }

  /**
   * Scans a record.
   *
   * @param last whether the file ends at {@code limit}
   * @return where the next record begins, or {@link #MORE}; when there is an objection, only that a
   *     decision was reached
   */
  int scan(byte[] bytes, int from, int limit, boolean last) {
    fields = 0;
    lineBreaks = 0;
    doubled = false;
    objection = null;
    int at = from;
    while (true) {
      int start = at;
      int end;
      if (at < limit && bytes[at] == QUOTE) {
        end = closingQuote(bytes, at + 1, limit);
        if (end == limit || (end + 1 == limit && !last)) {
          return unfinished(last, at);
        }
        start = at + 1;
        at = end + 1;
      } else {
        at = endOfPlain(bytes, at, limit);
        end = at;
      }
      add(start, end);
      if (at == limit) {
        return last ? limit : MORE;
      }
      byte stop = bytes[at++];
      if (stop == LF) {
        lineBreaks++;
        return at;
      }
      if (stop == CR) {
        return afterCarriageReturn(bytes, at, limit, last);
      }
      if (stop != separator) {
        objection =
            stop == QUOTE && end == at - 1
                ? "has a quote inside field %d, which does not begin with one".formatted(fields)
                : "has text behind the closing quote of field %d".formatted(fields);
        return at;
      }
    }
  }

  private int endOfPlain(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && !ends[bytes[at] & 0xff]) {
      at++;
    }
    return at;
  }

  /** Where the quote stands that closes a field; the limit when it is not there. */
  private int closingQuote(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit) {
      byte b = bytes[at];
      if (b == QUOTE) {
        if (at + 1 == limit || bytes[at + 1] != QUOTE) {
          return at;
        }
        doubled = true;
        at++;
      } else if (b == LF) {
        lineBreaks++;
      }
      at++;
    }
    return limit;
  }

  private int unfinished(boolean last, int at) {
    if (!last) {
      return MORE;
    }
    objection = "opens a quote in field %d that is never closed".formatted(fields + 1);
    return at;
  }

  private int afterCarriageReturn(byte[] bytes, int at, int limit, boolean last) {
    if (at == limit && !last) {
      return MORE;
    }
    lineBreaks++;
    return at < limit && bytes[at] == LF ? at + 1 : at;
  }

  private void add(int start, int end) {
    if (2 * fields == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * fields] = start;
    bounds[2 * fields + 1] = end;
    fields++;
  }

  /** Why the record cannot be read; absent when it can. */
  @Nullable String objection() {
    return objection;
  }

  int fields() {
    return fields;
  }

  int start(int field) {
    return bounds[2 * field];
  }

  int end(int field) {
    return bounds[2 * field + 1];
  }

  /** Whether some quote in a field is doubled. */
  boolean doubled() {
    return doubled;
  }

  /** Line breaks from the record's first byte to where the next begins. */
  int lineBreaks() {
    return lineBreaks;
  }

  /** Makes doubled quotes single, in place; returns the new end of the field. */
  static int undouble(byte[] bytes, int start, int end) {
    int to = start;
    for (int at = start; at < end; at++) {
      bytes[to++] = bytes[at];
      if (bytes[at] == QUOTE) {
        at++;
      }
    }
    return to;
  }
}
