package io.tocsin.topology.counting;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.strata.StratumForm;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry of the counting changelog, and the count in its value: what a batch recount
 * compares with.
 *
 * <p>Keys, format 1: version byte, kind, drug, for pairs and observations also the event. Values,
 * format 3: version byte, reports, then for a drug its reports by stratum, for a pair what else is
 * counted; the value of an observation is its JSON.
 */
public sealed interface CountingEntry {
  /** Format of keys. */
  int KEY_FORMAT = 1;

  /** Format of the values of drugs and pairs. */
  int VALUE_FORMAT = 3;

  /** The drug the entry is about. */
  String drug();

  /** A drug margin. */
  record Drug(String drug) implements CountingEntry {}

  /** A pair's counts. */
  record PairEntry(String drug, String event) implements CountingEntry {}

  /** A pair's latest observation by another detector. */
  record Observation(String drug, String event) implements CountingEntry {}

  /** The entry's key in the changelog. */
  default byte[] key() {
    BinaryWriter out = new BinaryWriter(64).writeByte(KEY_FORMAT);
    return switch (this) {
      case Drug d -> out.writeByte(1).writeText(d.drug()).toBytes();
      case PairEntry p -> out.writeByte(2).writeText(p.drug()).writeText(p.event()).toBytes();
      case Observation o -> out.writeByte(3).writeText(o.drug()).writeText(o.event()).toBytes();
    };
  }

  /** Reads a key. */
  static CountingEntry read(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(KEY_FORMAT, "a key of the store 'counts'");
    int kind = in.readByte();
    String drug = in.readText();
    return switch (kind) {
      case 1 -> new Drug(drug);
      case 2 -> new PairEntry(drug, in.readText());
      case 3 -> new Observation(drug, in.readText());
      default -> throw new IllegalStateException("the store 'counts' has an entry of kind " + kind);
    };
  }

  /** The reports counted in the value of a drug or a pair; 0 for a removed one. */
  static long reports(byte @Nullable [] value) {
    return value == null ? 0 : open(value).readVarint();
  }

  /** The reports by stratum in the value of a drug; none for a removed one. */
  static StratumCounts strata(byte @Nullable [] value) {
    if (value == null) {
      return new StratumCounts();
    }
    BinaryReader in = open(value);
    in.readVarint();
    return StratumForm.read(in);
  }

  /** A reader of the value of a drug or a pair, placed on its reports. */
  static BinaryReader open(byte[] value) {
    BinaryReader in = new BinaryReader(value);
    in.expectVersion(VALUE_FORMAT, "a value of the store 'counts'");
    return in;
  }
}
