package io.tocsin.local.chaos;

import io.tocsin.local.process.ScorerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One scorer of a plan, with its state directory, and perhaps its own disk and clock. */
final class Instance implements AutoCloseable {
  private static final String[] SMALL = {
    "-XX:-UseG1GC", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"
  };
  private static final String COMPLAINT = "tocsin scorer: ";

  private final String name;
  private final Path state;
  private final Path clock;
  private final ScorerProcess process;
  private final @Nullable SmallDisk disk;

  private Instance(
      String name, Path state, Path clock, ScorerProcess process, @Nullable SmallDisk disk) {
    this.name = name;
    this.state = state;
    this.clock = clock;
    this.process = process;
    this.disk = disk;
  }

  /**
   * A scorer, not started yet.
   *
   * @param clockLibrary shifts its clock by what a file says; absent for the machine's clock
   * @param ownDisk whether its state lies on a disk that can be filled
   */
  static Instance of(
      String name,
      Path directory,
      Map<String, String> settings,
      @Nullable Path clockLibrary,
      boolean ownDisk) {
    Path state = directory.resolve(name + "-state");
    Path clock = directory.resolve(name + "-clock");
    Map<String, String> own = new HashMap<>(settings);
    own.put("TOCSIN_SCORER_STATE_DIR", state.toString());
    if (clockLibrary != null) {
      own.put("LD_PRELOAD", clockLibrary.toString());
      own.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
      own.put("FAKETIME_CACHE_DURATION", "1");
      own.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
      // Else every wait with a time limit ends at once, and all threads spin.
      own.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }
    SmallDisk disk = ownDisk ? SmallDisk.mount(state) : null;
    Instance instance =
        new Instance(name, state, clock, ScorerProcess.of(directory, own, SMALL), disk);
    instance.shiftClock(0);
    return instance;
  }

  String name() {
    return name;
  }

  ScorerProcess process() {
    return process;
  }

  /** The directory that its state lies in. */
  Path state() {
    return state;
  }

  /** Its own disk, if it has one. */
  @Nullable SmallDisk disk() {
    return disk;
  }

  /** Shifts its clock, if it has one of its own. */
  void shiftClock(long seconds) {
    try {
      Files.writeString(clock, "%+d".formatted(seconds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said last of why it ended; empty if it said nothing. */
  String complaint() {
    List<String> lines =
        process.output().lines().filter(line -> line.startsWith(COMPLAINT)).toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }

  @Override
  public void close() {
    process.close();
    if (disk != null) {
      disk.close();
    }
  }
}
