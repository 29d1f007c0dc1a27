package io.tocsin.schemas.report;

import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader keeps of names and free texts. */
interface Texts {
  /** Keeps them as they were reported. */
  Texts AS_REPORTED =
      new Texts() {
        @Override
        public String name(String reported) {
          return reported;
        }

        @Override
        public String normalize(String reported) {
          return Names.normalize(reported);
        }

        @Override
        public String free(StrictParser in) throws IOException {
          return in.text();
        }
      };

  /** A name as it is kept. */
  String name(String reported);

  /** A name as it is counted. */
  String normalize(String reported);

  /** Reads and checks a free text; absent when it is not kept. */
  @Nullable String free(StrictParser in) throws IOException;

  /**
   * Keeps names as they are counted, and no free text. Remembers what the names it met are counted
   * as: there are few, and they come again. Not thread-safe.
   */
  final class Counted implements Texts {
    /** Names are free text: a sender can make up any number of them. */
    private static final int MOST = 1 << 16;

    /** Longest name that is remembered, in characters. */
    private static final int LONGEST = 100;

    private final Map<String, String> known = new HashMap<>();

    @Override
    public String name(String reported) {
      return normalize(reported);
    }

    @Override
    public String normalize(String reported) {
      String name = known.get(reported);
      return name == null ? remember(reported) : name;
    }

    private String remember(String reported) {
      String normalized = Names.normalize(reported);
      if (reported.length() > LONGEST || normalized.length() > LONGEST) {
        return normalized;
      }
      if (known.size() >= MOST) {
        known.clear();
      }
      String first = known.putIfAbsent(normalized, normalized);
      String name = first == null ? normalized : first;
      known.put(reported, name);
      return name;
    }

    @Override
    public @Nullable String free(StrictParser in) throws IOException {
      in.skipText();
      return null;
    }
  }
}
