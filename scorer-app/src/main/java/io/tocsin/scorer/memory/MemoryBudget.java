package io.tocsin.scorer.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Locale;

/**
 * What this process may take of the machine's memory, in bytes.
 *
 * @param heap most the heap may grow to; the tables lie in it
 * @param direct most that buffers outside the heap may take
 * @param metaspace most that classes may take; 0 without a bound
 * @param code most that compiled code may take
 */
public record MemoryBudget(long heap, long direct, long metaspace, long code) {
  private static final long MEBIBYTE = 1 << 20;

  /** Live heap per million reports, measured by {@code bench/run Footprint}. */
  private static final int MEBIBYTES_PER_MILLION_REPORTS = 50;

  /** Live heap per million pairs, measured by {@code bench/run Footprint}. */
  private static final int MEBIBYTES_PER_MILLION_PAIRS = 190;

  /** The bounds that this virtual machine was started with. */
  public static MemoryBudget ofThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    long direct = option("MaxDirectMemorySize");
    long metaspace = option("MaxMetaspaceSize");
    return new MemoryBudget(
        heap, direct == 0 ? heap : direct, Math.max(0, metaspace), option("ReservedCodeCacheSize"));
  }

  private static long option(String name) {
    String value =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption(name)
            .getValue();
    // "No bound" is the largest unsigned size, and so negative here.
    return new BigInteger(value).longValue();
  }

  /** The budget in one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "heap up to %s, direct buffers %s, classes %s, compiled code %s. The tables lie in the"
            + " heap and take about %d MiB per million reports and %d MiB per million pairs",
        mebibytes(heap),
        mebibytes(direct),
        metaspace == 0 ? "without a bound" : mebibytes(metaspace),
        mebibytes(code),
        MEBIBYTES_PER_MILLION_REPORTS,
        MEBIBYTES_PER_MILLION_PAIRS);
  }

  private static String mebibytes(long bytes) {
    return bytes / MEBIBYTE + " MiB";
  }
}
