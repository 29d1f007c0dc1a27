package io.tocsin.bench.engine;

import io.tocsin.local.process.JavaOptions;
import io.tocsin.schemas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a task in a process of its own, with the launcher's options for the scorer. */
final class ContenderProcess {
  private ContenderProcess() {}

  /**
   * Runs a task to its end.
   *
   * @param heap as {@code -Xmx} takes it
   */
  static Run run(Task task, String heap) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.LAUNCHER);
    command.add("-Xmx" + heap);
    // Kafka Streams warns of state that lies in the system's temporary directory.
    Path temporary = Files.createDirectories(Path.of(task.directory(), "temporary"));
    command.add("-Djava.io.tmpdir=" + temporary);
    if (task.recording() != null) {
      command.add("-XX:FlightRecorderOptions:stackdepth=256");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ContenderProgram.class.getName());
    command.add(new String(Json.write(task), StandardCharsets.UTF_8));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // as the launcher does
    Process process = builder.start();
    try {
      String last = "";
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          last = line;
        }
      }
      if (process.waitFor() != 0) {
        throw new IOException(task.contender().label() + " failed, it said: " + last);
      }
      return Json.mapper().readValue(last, Run.class);
    } finally {
      process.destroyForcibly();
    }
  }
}
