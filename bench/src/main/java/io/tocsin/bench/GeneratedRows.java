package io.tocsin.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A flat file of made-up reports, one row for each report, drug and event, skewed like real ones: a
 * few drugs and reactions stand in most reports, drugs that are taken together have neighbouring
 * numbers, half of the reactions are common to all drugs but not as frequent with each, and a third
 * of all pairs stand in one report. Five million rows hold about 240 000 pairs. The same for the
 * same seed.
 */
final class GeneratedRows {
  private static final int DRUGS = 900;
  private static final int REACTIONS = 4_000;
  private static final int COMMON_REACTIONS = 40;
  private static final int REACTIONS_OF_A_DRUG = 30;
  private static final int DRUG_SKEW = 5;
  private static final int REACTION_SKEW = 3;
  private static final int STRIDE = 29;
  private static final int TOGETHER = 6;
  private static final long FIRST_ID = 10_000_000;

  private final Random random;

  GeneratedRows(long seed) {
    random = new Random(seed);
  }

  /** Writes whole reports until there are so many rows. */
  void write(Path file, long rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("\"id\",\"drug\",\"event\",\"sex\"\n");
      long written = 0;
      for (long id = FIRST_ID; written < rows; id++) {
        written += report(id, out);
      }
    }
  }

  private long report(long id, BufferedWriter out) throws IOException {
    int first = skewed(DRUGS, DRUG_SKEW);
    int drugs = 1 + random.nextInt(3);
    int[] reactions = new int[1 + random.nextInt(5)];
    for (int i = 0; i < reactions.length; i++) {
      reactions[i] = reaction(first);
    }
    String sex = random.nextInt(5) < 3 ? "Female" : "Male";
    for (int i = 0; i < drugs; i++) {
      int drug = i == 0 ? first : (first + 1 + i * TOGETHER - random.nextInt(TOGETHER)) % DRUGS;
      for (int reaction : reactions) {
        out.write(
            "%d,\"GENERATED PRODUCT %d\",\"Reaction term number %d\",\"%s\"\n"
                .formatted(id, drug, reaction, sex));
      }
    }
    return (long) drugs * reactions.length;
  }

  private int reaction(int drug) {
    if (random.nextBoolean()) {
      int often = random.nextBoolean() ? 0 : drug * STRIDE;
      return (often + skewed(COMMON_REACTIONS, REACTION_SKEW)) % COMMON_REACTIONS;
    }
    int own = drug * STRIDE + skewed(REACTIONS_OF_A_DRUG, REACTION_SKEW);
    return COMMON_REACTIONS + own % (REACTIONS - COMMON_REACTIONS);
  }

  private int skewed(int below, int skew) {
    return (int) (below * Math.pow(random.nextDouble(), skew));
  }
}
