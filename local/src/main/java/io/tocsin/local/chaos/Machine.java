package io.tocsin.local.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be done on this machine.
 *
 * @param clock the library that shifts a program's clock; absent when it is not installed
 * @param impossible kinds of faults that cannot be injected here, and why
 */
record Machine(@Nullable Path clock, Map<FaultKind, String> impossible) {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  Machine {
    impossible = Map.copyOf(impossible);
  }

  /** Looks at this machine; mounts and unmounts a small disk in the directory. */
  static Machine look(Path scratch) {
    Map<FaultKind, String> impossible = new EnumMap<>(FaultKind.class);
    String refusal = SmallDisk.refusal(scratch);
    if (!refusal.isEmpty()) {
      impossible.put(FaultKind.FULL_DISK, "no small disk can be mounted: " + refusal);
    }
    Optional<Path> clock = clockLibrary();
    if (clock.isEmpty()) {
      impossible.put(FaultKind.JUMP_CLOCK, "libfaketime is not installed");
    }
    return new Machine(clock.orElse(null), impossible);
  }

  /** Kinds that can be injected. */
  Set<FaultKind> possible() {
    Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
    kinds.removeAll(impossible.keySet());
    return kinds;
  }

  private static Optional<Path> clockLibrary() {
    try (Stream<Path> systems = Files.list(LIBRARIES)) {
      return systems
          .map(each -> each.resolve("faketime").resolve("libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Runs a program of the system; returns what it complained about, nothing if it went well. */
  static String run(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return command[0] + " does not end";
      }
      return process.exitValue() == 0 ? "" : said.isEmpty() ? command[0] + " failed" : said;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
