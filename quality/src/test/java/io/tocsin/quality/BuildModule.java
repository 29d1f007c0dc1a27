package io.tocsin.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A module of the build, as the parent {@code pom.xml} lists it. */
record BuildModule(String name, Path directory) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** Every module, in the order of the parent. */
  static List<BuildModule> all() throws IOException {
    Path root = Path.of(System.getProperty("tocsin.root", "..")).toRealPath();
    return MODULE
        .matcher(Files.readString(root.resolve("pom.xml")))
        .results()
        .map(match -> new BuildModule(match.group(1), root.resolve(match.group(1))))
        .toList();
  }

  /** Compiled production classes. */
  Path classes() {
    return directory.resolve("target/classes");
  }

  /** Compiled tests. */
  Path testClasses() {
    return directory.resolve("target/test-classes");
  }

  /** Java sources of production code and tests. */
  List<Path> sources() throws IOException {
    return files("src", ".java");
  }

  /** What surefire reported in this build, one file per test class. */
  List<Path> testReports() throws IOException {
    return files("target/surefire-reports", ".xml");
  }

  private List<Path> files(String folder, String extension) throws IOException {
    Path start = directory.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(start)) {
      return paths.filter(path -> path.toString().endsWith(extension)).sorted().toList();
    }
  }
}
