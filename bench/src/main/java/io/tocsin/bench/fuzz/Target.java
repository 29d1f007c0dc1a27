package io.tocsin.bench.fuzz;

/**
 * Something that reads what others wrote.
 *
 * @param name for a person
 * @param valid makes a record that it accepts
 * @param mutation makes one of it that it may refuse
 * @param reading reads one; throws {@link Refused} where the reader may refuse, and nothing else
 */
public record Target(String name, Source valid, Mutation mutation, Reading reading) {

  /** Makes valid records. */
  @FunctionalInterface
  public interface Source {
    /** The next one. */
    byte[] next();
  }

  /** Changes records. */
  @FunctionalInterface
  public interface Mutation {
    /** A record in the place of a valid one. */
    byte[] of(byte[] record);
  }

  /** Reads records. */
  @FunctionalInterface
  public interface Reading {
    /** Reads one, and checks what must hold of what was read. */
    void read(byte[] record) throws Refused;
  }

  /** A record was refused as it should be. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** Refused for a cause that has a name. */
    public Refused(String code) {
      super(code, null, false, false);
      this.code = code;
    }

    /** The cause. */
    public String code() {
      return code;
    }
  }
}
