package io.tocsin.ingest.replay;

import java.util.BitSet;

/** A set of vaccines given together, and how many reports name exactly these. */
final class Combination {
  private final int number;
  private final int[] vaccines;
  private int reports;
  private int mentions;

  /**
   * @param number place in the pool
   */
  Combination(int number, BitSet vaccines, int reports) {
    this.number = number;
    this.vaccines = vaccines.stream().toArray();
    this.reports = reports;
  }

  int number() {
    return number;
  }

  /** The vaccines in ascending order; not to be changed. */
  int[] vaccines() {
    return vaccines;
  }

  int size() {
    return vaccines.length;
  }

  /** Reports of exactly these vaccines. */
  int reports() {
    return reports;
  }

  void addReport() {
    reports++;
  }

  /** Whether every report can have an event. */
  boolean covered() {
    return mentions >= reports;
  }

  /** Events these reports have in all, as far as decided. */
  int mentions() {
    return mentions;
  }

  void addMentions(int more) {
    mentions += more;
  }
}
