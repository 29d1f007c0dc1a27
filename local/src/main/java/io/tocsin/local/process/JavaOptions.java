package io.tocsin.local.process;

import java.util.List;

/** Options that the launcher starts a long-running program's JVM with. */
public final class JavaOptions {
  /** Those of the scorer; the last, its heap, can be overruled by a later one. */
  public static final List<String> LAUNCHER =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseG1GC",
          "-XX:G1HeapRegionSize=8m",
          "-XX:-G1UseAdaptiveIHOP",
          "-XX:InitiatingHeapOccupancyPercent=70",
          "-XX:InitialRAMPercentage=100",
          "-XX:MaxHeapFreeRatio=100",
          "-XX:MetaspaceSize=96m",
          "-XX:+UseTransparentHugePages",
          "-XX:MaxTenuringThreshold=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MaxDirectMemorySize=256m",
          "-Djdk.nio.maxCachedBufferSize=1048576",
          "-XX:MaxMetaspaceSize=192m",
          "-XX:ReservedCodeCacheSize=128m",
          "-Xmx1g");

  private JavaOptions() {}
}
