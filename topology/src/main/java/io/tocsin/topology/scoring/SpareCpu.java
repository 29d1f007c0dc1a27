package io.tocsin.topology.scoring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/**
 * How much of a round's time may go to pairs that nobody waits for. It shrinks while the CPUs are
 * busy and grows while they are not, so that there is headroom: on a machine without any, each
 * pause of the collector and each burst of reports makes every alert late. For any thread.
 */
final class SpareCpu {
  /** From this load of all CPUs on, of 1, the part shrinks. */
  static final double BUSY = 0.75;

  /** Between looks, in ms. */
  static final long INTERVAL = 200;

  private static final double LEAST = 0.01;
  private static final double FALL = 0.7;
  private static final double RISE = 0.02;

  private final DoubleSupplier load;
  private double part = LEAST;
  private long lookedAt = Long.MIN_VALUE;

  /**
   * @param load of all CPUs since the last call, 0 to 1; negative when it is not known
   */
  SpareCpu(DoubleSupplier load) {
    this.load = load;
  }

  /** That of the machine, or of the container where its CPUs are limited. */
  static SpareCpu ofMachine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        ? new SpareCpu(machine::getCpuLoad)
        : new SpareCpu(() -> -1);
  }

  /**
   * The part now, above 0 and up to 1.
   *
   * @param now in ms
   */
  synchronized double part(long now) {
    if (lookedAt == Long.MIN_VALUE || Math.abs(now - lookedAt) >= INTERVAL) {
      lookedAt = now;
      part = load.getAsDouble() > BUSY ? Math.max(LEAST, part * FALL) : Math.min(1, part + RISE);
    }
    return part;
  }
}
