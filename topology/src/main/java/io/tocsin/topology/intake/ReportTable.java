package io.tocsin.topology.intake;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.ByteTable;
import io.tocsin.topology.state.Table;
import io.tocsin.topology.state.TableSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last known version of every report of a partition.
 *
 * <p>Names of drugs and events are kept once and stand as numbers in the entries, in memory and in
 * the changelog. Keys of the changelog, format 1: version byte, kind, then the report's id, or a
 * name's number in 4 bytes. Value of a report, format 3: version byte, version of the report,
 * whether it is nullified, its {@link Contribution}. Value of a number: the name.
 */
final class ReportTable implements Table {
  private static final int KEY_FORMAT = 1;
  private static final int VALUE_FORMAT = 3;
  private static final int REPORT = 1;
  private static final int NAME = 2;
  private static final int PREFIX = 2;

  /** A name of 20 letters in its map and its list. */
  private static final int NAME_BYTES = 130;

  private final ByteTable entries = new ByteTable();
  private final NameCodes names = new NameCodes();
  private final BitSet changed = new BitSet();
  private final BinaryWriter form = new BinaryWriter(128);
  private int namesLogged;

  /**
   * The last known version of a report; absent for one never seen before. Its contribution is read
   * only when asked for, and only until the next change of this table.
   *
   * @param id in UTF-8
   */
  @Nullable ReportState find(byte[] id) {
    int entry = entries.find(id);
    return entry < 0 ? null : new Known(entries.read(entry));
  }

  private final class Known implements ReportState {
    private final BinaryReader in;
    private final int version;
    private final boolean nullified;

    Known(BinaryReader in) {
      this.in = in;
      in.expectVersion(VALUE_FORMAT, "an entry of the store 'reports'");
      version = in.readInt();
      nullified = in.readByte() == 1;
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public boolean nullified() {
      return nullified;
    }

    @Override
    public @Nullable Contribution contribution() {
      return nullified ? null : Contribution.read(in, () -> names.name(in.readInt()));
    }
  }

  /** Remembers a version of a report instead of what was known. */
  void put(byte[] id, ReportState state) {
    Contribution contribution = state.contribution();
    form.clear();
    form.writeByte(VALUE_FORMAT)
        .writeVarint(state.version())
        .writeByte(contribution == null ? 1 : 0);
    if (contribution != null) {
      contribution.write(form, name -> form.writeVarint(names.code(name)));
    }
    changed.set(entries.put(id, form.toBytes()));
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(KEY_FORMAT, "a key of the store 'reports'");
    int kind = in.readByte();
    byte[] known = Objects.requireNonNull(value);
    switch (kind) {
      case REPORT -> entries.put(Arrays.copyOfRange(key, PREFIX, key.length), known);
      case NAME -> {
        int code = ByteBuffer.wrap(key).getInt(PREFIX);
        names.restore(code, new String(known, StandardCharsets.UTF_8));
        namesLogged = names.size();
      }
      default ->
          throw new IllegalStateException("the store 'reports' has an entry of kind " + kind);
    }
  }

  @Override
  public void drainChanges(ChangeLog log) {
    while (namesLogged < names.size()) {
      byte[] key = ByteBuffer.wrap(key(NAME, Integer.BYTES)).putInt(PREFIX, namesLogged).array();
      log.write(key, names.name(namesLogged).getBytes(StandardCharsets.UTF_8));
      namesLogged++;
    }
    for (int entry = changed.nextSetBit(0); entry >= 0; entry = changed.nextSetBit(entry + 1)) {
      byte[] id = entries.key(entry);
      byte[] key = key(REPORT, id.length);
      System.arraycopy(id, 0, key, PREFIX, id.length);
      log.write(key, entries.value(entry));
    }
    changed.clear();
  }

  @Override
  public TableSize measure() {
    return new TableSize(entries.size(), entries.bytes() + (long) NAME_BYTES * names.size());
  }

  private static byte[] key(int kind, int length) {
    byte[] key = new byte[PREFIX + length];
    key[0] = KEY_FORMAT;
    key[1] = (byte) kind;
    return key;
  }
}
