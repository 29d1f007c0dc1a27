package io.tocsin.bench.fuzz;

import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.standing.ScoreHistogram;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.counting.CountedReports;
import io.tocsin.topology.counting.CountingEntry;
import io.tocsin.topology.frames.DrugFrame;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.margins.MarginRecord;
import io.tocsin.topology.model.PopulationRecord;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.NamePool;
import io.tocsin.topology.strata.StrataCodes;
import io.tocsin.topology.strata.StratumForm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readers of state and internal messages. Nobody else writes these, so a corrupt one stops the
 * scorer: with an exception that says what is wrong, not for want of memory.
 */
final class Internals {
  private static final Strata STRATA = Strata.SEX_AND_AGE;

  /** So that every kind has its turn. */
  private int turn;

  /** One report of two drugs and two events with case findings, and one observation. */
  byte[] frame() {
    BinaryWriter out =
        new BinaryWriter(100)
            .writeByte(3)
            .writeByte(StrataCodes.of(STRATA))
            .writeVarint(3)
            .writeVarint(1_000);
    FrameNames.Writer names = new FrameNames.Writer();
    contribution(out.writeByte(1), names);
    contribution(out.writeByte(2), names);
    return out.writeByte(3).writeBytes(new byte[] {'{', '}'}).toBytes();
  }

  private static void contribution(BinaryWriter out, FrameNames.Writer names) {
    out.writeSigned(20_000).writeByte(5).writeByte(0x80).writeByte(3);
    out.writeVarint(2);
    names.write("ASPIRIN", out);
    names.write("SÆLT", out);
    out.writeVarint(2);
    names.write("RASH", out);
    names.write("FEVER", out);
    out.writeByte(255).writeByte(1).writeByte(2).writeByte(255).writeByte(4).writeByte(255);
  }

  void readFrame(byte[] frame) throws Target.Refused {
    refusing(() -> DrugFrame.read(frame, STRATA, new NamePool(), new Ignoring()));
  }

  /** A drug and two of its pairs, one of which is gone. */
  byte[] entry() {
    BinaryWriter out = new BinaryWriter(100).writeByte(CountingEntry.FORMAT);
    FrameNames.Writer names = new FrameNames.Writer();
    BinaryWriter drug = new BinaryWriter(16).writeByte(CountingEntry.VALUE_FORMAT).writeVarint(3);
    StratumForm.write(strata(), drug);
    CountingEntry.writeDrug("ASPIRIN", drug, out, names);
    out.writeByte(2);
    names.write("ASPIRIN", out);
    names.write("RASH", out);
    out.writeBytes(pairValue()).writeByte(4);
    names.write("ASPIRIN", out);
    names.write("FEVER", out);
    return record(CountingEntry.frameKey(turn++), out.toBytes());
  }

  /** Three reports of a pair, on two days, from two sources. */
  private static byte[] pairValue() {
    BinaryWriter out = new BinaryWriter(64).writeByte(CountingEntry.VALUE_FORMAT).writeVarint(3);
    out.writeByte(1);
    for (int criterion = 0; criterion < 6; criterion++) {
      out.writeVarint(1);
    }
    out.writeVarint(2).writeVarint(100).writeSigned(2).writeVarint(3).writeSigned(1);
    return out.writeVarint(2)
        .writeSigned(20_000)
        .writeSigned(2)
        .writeSigned(9)
        .writeSigned(1)
        .toBytes();
  }

  void readEntry(byte[] record) throws Target.Refused {
    refusing(
        () -> {
          CountingEntry.frameNumber(key(record));
          CountingEntry.readAll(key(record), value(record), new NamePool(), new ReadingCounts());
        });
  }

  private static final class ReadingCounts implements CountingEntry.Visitor {
    @Override
    public void drug(String drug, @Nullable BinaryReader value) {
      CountingEntry.strata(value);
    }

    @Override
    public void pair(String drug, String event, @Nullable BinaryReader value) {
      CountedReports.read(value);
    }

    @Override
    public void observation(String drug, String event, byte @Nullable [] json) {
      // Its JSON is read with the others.
    }
  }

  byte[] margin() {
    MarginRecord.Total total = new MarginRecord.Total(1, 300, 5_000, 20_000, 1);
    MarginRecord.TotalStrata all = new MarginRecord.TotalStrata(1, 5_000, strata());
    return switch (turn++ % 4) {
      case 0 -> record(total.key(), total.value());
      case 1 -> record(all.key(), all.value());
      case 2 -> record(MarginRecord.frameKey(false, 1, turn), events(false));
      default -> record(MarginRecord.frameKey(true, 1, turn), events(true));
    };
  }

  private static byte[] events(boolean byStratum) {
    BinaryWriter out = new BinaryWriter(64);
    MarginRecord.openFrame(out);
    FrameNames.Writer names = new FrameNames.Writer();
    for (String event : List.of("RASH", "FEVER")) {
      names.write(event, out);
      if (byStratum) {
        StratumForm.write(strata(), out);
      } else {
        out.writeVarint(300);
      }
    }
    return out.toBytes();
  }

  private static StratumCounts strata() {
    StratumCounts counts = new StratumCounts();
    counts.add(3, 10);
    counts.add(17, 200);
    return counts;
  }

  void readMargin(byte[] record) throws Target.Refused {
    refusing(
        () -> {
          MarginRecord.partitionOf(key(record));
          MarginRecord.frameNumber(key(record));
          MarginRecord.readAll(key(record), value(record), new NamePool(), _ -> {});
        });
  }

  byte[] population() {
    PairHistogram pairs = new PairHistogram();
    pairs.add(3, 0.5, 10);
    pairs.add(4, 2.5, 7);
    ScoreHistogram scores = new ScoreHistogram();
    scores.add(9_000, 3);
    PopulationRecord population =
        switch (turn++ % 3) {
          case 0 -> new PopulationRecord.Pairs(1, 1, 77, pairs);
          case 1 -> new PopulationRecord.Drugs(1, 77, Map.of(3, 4, 500, 1));
          default -> new PopulationRecord.Scores(1, 77, scores);
        };
    return record(population.key(), population.value());
  }

  void readPopulation(byte[] record) throws Target.Refused {
    refusing(
        () -> {
          PopulationRecord.partitionOf(key(record));
          PopulationRecord.revisionOf(value(record));
          PopulationRecord.read(key(record), value(record));
        });
  }

  /** Key and value in one, after a byte that says how long the key is. */
  private static byte[] record(byte[] key, byte[] value) {
    BinaryWriter out = new BinaryWriter(64).writeByte(key.length);
    for (byte each : key) {
      out.writeByte(each);
    }
    for (byte each : value) {
      out.writeByte(each);
    }
    return out.toBytes();
  }

  private static byte[] key(byte[] record) {
    return Arrays.copyOfRange(record, Math.min(1, record.length), valueStart(record));
  }

  private static byte[] value(byte[] record) {
    return Arrays.copyOfRange(record, valueStart(record), record.length);
  }

  private static int valueStart(byte[] record) {
    return record.length == 0 ? 0 : Math.min(record.length, 1 + Byte.toUnsignedInt(record[0]));
  }

  private static void refusing(Runnable reading) throws Target.Refused {
    try {
      reading.run();
    } catch (IllegalStateException | IllegalArgumentException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw e;
      }
      throw new Target.Refused("corrupt");
    }
  }

  private static final class Ignoring implements DrugFrame.Visitor {
    @Override
    public void upTo(int reportPartition, long offset) {}

    @Override
    public void report(int sign, Contribution contribution) {
      for (int drug = 0; drug < contribution.drugs().size(); drug++) {
        for (int event = 0; event < contribution.events().size(); event++) {
          contribution.findings().assessment(drug, event);
        }
      }
    }

    @Override
    public void observation(byte[] json) {}
  }
}
