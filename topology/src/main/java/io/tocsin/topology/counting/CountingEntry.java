package io.tocsin.topology.counting;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry of the counting changelog, and the count in its value: what a batch recount
 * compares with.
 *
 * <p>Format 1. Key: version byte, kind, drug, for pairs and observations also the event. Value of a
 * drug: version byte, reports. Value of a pair: version byte, reports, then what else is counted.
 */
public sealed interface CountingEntry {
  /** Format of keys and values. */
  int FORMAT = 1;

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
    BinaryWriter out = new BinaryWriter(64).writeByte(FORMAT);
    return switch (this) {
      case Drug d -> out.writeByte(1).writeText(d.drug()).toBytes();
      case PairEntry p -> out.writeByte(2).writeText(p.drug()).writeText(p.event()).toBytes();
      case Observation o -> out.writeByte(3).writeText(o.drug()).writeText(o.event()).toBytes();
    };
  }

  /** Reads a key. */
  static CountingEntry read(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of the store 'counts'");
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
    if (value == null) {
      return 0;
    }
    BinaryReader in = new BinaryReader(value);
    in.expectVersion(FORMAT, "a value of the store 'counts'");
    return in.readVarint();
  }
}
