package io.tocsin.topology.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The names in one frame: 0 and the text where a name first stands, and from then on its number,
 * which is its place among the frame's names, from 1.
 */
public final class FrameNames {
  private FrameNames() {}

  /** Numbers the names of a frame that is being written. */
  public static final class Writer {
    private final Map<String, Integer> numbers = new HashMap<>();

    /** No name yet. */
    public Writer() {}

    /** Appends a name. */
    public void write(String name, BinaryWriter out) {
      Integer known = numbers.get(name);
      if (known != null) {
        out.writeVarint(known);
      } else {
        numbers.put(name, numbers.size() + 1);
        out.writeVarint(0).writeText(name);
      }
    }

    /** Starts a new frame. */
    public void clear() {
      numbers.clear();
    }
  }

  /** Knows the names of a frame that is being read. */
  public static final class Reader {
    private final NamePool pool;
    private String[] names = new String[64];
    private int size;

    /**
     * @param pool makes equal names the same object
     */
    public Reader(NamePool pool) {
      this.pool = pool;
    }

    /** Reads a name. */
    public String read(BinaryReader in) {
      int number = in.readInt();
      if (number < 0 || number > size) {
        throw new IllegalStateException(
            "a frame of %d names tells of number %d".formatted(size, number));
      }
      if (number > 0) {
        return names[number - 1];
      }
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
      }
      String name = in.readName(pool);
      names[size++] = name;
      return name;
    }
  }
}
