package io.tocsin.topology.model;

import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.standing.ScoreHistogram;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * A record of {@code pair-histograms}: a part of what one counting partition says of its pairs and
 * drugs, absolute, so that reading it twice changes nothing.
 *
 * <p>Format 1. Key: version byte, kind, counting partition, for pairs also the magnitude. Value:
 * version byte, revision, then the bins of a histogram until the end.
 */
public sealed interface PopulationRecord {
  /** Format of keys and values. */
  int FORMAT = 1;

  /** The counting partition. */
  int partition();

  /** Rises with each publication of a partition, also over restarts. */
  long revision();

  /**
   * Pairs of about as many reports.
   *
   * @param magnitude of their reports, see {@link #magnitude}
   */
  record Pairs(int partition, int magnitude, long revision, PairHistogram pairs)
      implements PopulationRecord {}

  /**
   * Drug margins.
   *
   * @param drugsByReports how many drugs are named by how many reports
   */
  record Drugs(int partition, long revision, Map<Integer, Integer> drugsByReports)
      implements PopulationRecord {}

  /** Fusion scores of the pairs that have a report. */
  record Scores(int partition, long revision, ScoreHistogram scores) implements PopulationRecord {}

  /** Magnitude of a number of reports, 1 or more: 0 for 1, 1 for 2 and 3, 2 for 4 to 7, … */
  static int magnitude(long reports) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(reports);
  }

  /** The record's key. */
  default byte[] key() {
    BinaryWriter out = new BinaryWriter(8).writeByte(FORMAT);
    return switch (this) {
      case Pairs p ->
          out.writeByte(1).writeVarint(p.partition()).writeVarint(p.magnitude()).toBytes();
      case Drugs d -> out.writeByte(2).writeVarint(d.partition()).toBytes();
      case Scores s -> out.writeByte(3).writeVarint(s.partition()).toBytes();
    };
  }

  /** The record's value. */
  default byte[] value() {
    BinaryWriter out = new BinaryWriter(1024).writeByte(FORMAT).writeVarint(revision());
    switch (this) {
      case Pairs p ->
          p.pairs()
              .forEach(
                  (n, expected, weight) ->
                      out.writeVarint(n).writeFloat(expected).writeVarint(weight));
      case Drugs d ->
          d.drugsByReports()
              .forEach((reports, drugs) -> out.writeVarint(reports).writeVarint(drugs));
      case Scores s -> {
        for (int unit = 0; unit <= ScoreHistogram.UNITS; unit++) {
          if (s.scores().count(unit) != 0) {
            out.writeVarint(unit).writeVarint(s.scores().count(unit));
          }
        }
      }
    }
    return out.toBytes();
  }

  /** The counting partition in a key. */
  static int partitionOf(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of pair-histograms");
    in.readByte();
    return in.readInt();
  }

  /** The revision in a value. */
  static long revisionOf(byte[] value) {
    BinaryReader in = new BinaryReader(value);
    in.expectVersion(FORMAT, "a value of pair-histograms");
    return in.readVarint();
  }

  /** Reads a record. */
  static PopulationRecord read(byte[] key, byte[] value) {
    BinaryReader k = new BinaryReader(key);
    k.expectVersion(FORMAT, "a key of pair-histograms");
    BinaryReader v = new BinaryReader(value);
    v.expectVersion(FORMAT, "a value of pair-histograms");
    int kind = k.readByte();
    int partition = k.readInt();
    long revision = v.readVarint();
    return switch (kind) {
      case 1 -> new Pairs(partition, k.readInt(), revision, readPairs(v));
      case 2 -> new Drugs(partition, revision, readDrugs(v));
      case 3 -> new Scores(partition, revision, readScores(v));
      default -> throw new IllegalStateException("pair-histograms has a record of kind " + kind);
    };
  }

  private static PairHistogram readPairs(BinaryReader in) {
    PairHistogram pairs = new PairHistogram();
    while (in.hasMore()) {
      pairs.add(in.readVarint(), in.readFloat(), in.readVarint());
    }
    return pairs;
  }

  private static Map<Integer, Integer> readDrugs(BinaryReader in) {
    Map<Integer, Integer> drugsByReports = new HashMap<>();
    while (in.hasMore()) {
      drugsByReports.put(in.readInt(), in.readInt());
    }
    return drugsByReports;
  }

  private static ScoreHistogram readScores(BinaryReader in) {
    ScoreHistogram scores = new ScoreHistogram();
    while (in.hasMore()) {
      int unit = in.readInt();
      if (unit < 0 || unit > ScoreHistogram.UNITS) {
        throw new IllegalStateException("pair-histograms has a score of %d units".formatted(unit));
      }
      scores.add(unit, in.readVarint());
    }
    return scores;
  }
}
