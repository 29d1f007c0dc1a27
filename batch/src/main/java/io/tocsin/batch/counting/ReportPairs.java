package io.tocsin.batch.counting;

import java.util.Arrays;

/** The pairs of each report. */
final class ReportPairs {
  private final int[] ends;
  private final int[] pairs;

  private ReportPairs(int[] ends, int[] pairs) {
    this.ends = ends;
    this.pairs = pairs;
  }

  /** Where the pairs of each report end in {@link #pairs()}. */
  int[] ends() {
    return ends;
  }

  /** Those of one report rise, each stands once; behind the last report's end, nothing counts. */
  int[] pairs() {
    return pairs;
  }

  /** Rows of reports that come in any order, once their numbers per report are known. */
  static final class Builder {
    private final int[] next;
    private final int[] pairs;

    /**
     * @param rows of each report
     */
    Builder(int[] rows) {
      next = new int[rows.length];
      int total = 0;
      for (int report = 0; report < rows.length; report++) {
        next[report] = total;
        total += rows[report];
      }
      pairs = new int[total];
    }

    void add(int report, int pair) {
      pairs[next[report]++] = pair;
    }

    /** Each report's pairs sorted, without repetitions. */
    ReportPairs build() {
      int[] ends = next;
      int from = 0;
      int written = 0;
      for (int report = 0; report < ends.length; report++) {
        int to = ends[report];
        Arrays.sort(pairs, from, to);
        int begin = written;
        for (int place = from; place < to; place++) {
          if (written == begin || pairs[written - 1] != pairs[place]) {
            pairs[written++] = pairs[place];
          }
        }
        ends[report] = written;
        from = to;
      }
      return new ReportPairs(ends, pairs);
    }

    int rows() {
      return pairs.length;
    }
  }
}
