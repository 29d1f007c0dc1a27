package io.tocsin.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is run: a verb of the command line, in the Java and with the class path of this process.
 *
 * @param words verb and arguments
 * @param settings environment variables; variables of Tocsin that this process has are not passed
 * @param jvmOptions over the launcher's; later ones win
 * @param log standard output and error are added to it
 */
record Program(
    List<String> words, Map<String, String> settings, List<String> jvmOptions, Path log) {
  private static final String OURS = "TOCSIN_";
  private static final String ARENAS = "MALLOC_ARENA_MAX";

  Program {
    words = List.copyOf(words);
    settings = Map.copyOf(settings);
    jvmOptions = List.copyOf(jvmOptions);
  }

  String name() {
    return words.getFirst();
  }

  ProcessBuilder builder() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JavaOptions.LAUNCHER);
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith(OURS));
    builder.environment().put(ARENAS, "2");
    builder.environment().putAll(settings);
    return builder;
  }

  /**
   * By name: the command line has a verb that starts programs, and they must not know each other.
   */
  private static final String MAIN = "io.tocsin.local.Tocsin";
}
