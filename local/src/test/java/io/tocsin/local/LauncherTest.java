package io.tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of this repository in a small one, with a JDK and a Maven that only say so. */
final class LauncherTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("tocsin.root", ".."));
  private static final String JAVA = "#!/bin/bash\nprintf '<%s>' java \"$@\"\n";
  private static final String MAVEN =
      "#!/bin/bash\necho \"[INFO] Building Tocsin: local 1 [1/1]\"\n";
  private static final String FAILING_MAVEN = "#!/bin/bash\necho '[ERROR] no luck'\nexit 1\n";

  @TempDir private Path directory = Path.of("");
  private Path root = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void aRepositoryAtAPathWithSpaces() throws IOException {
    root = directory.resolve("a path with spaces/tocsin repository");
    jdk = directory.resolve("a jdk");
    Files.createDirectories(root.resolve("local/launcher"));
    Files.createDirectories(root.resolve("local/src/main"));
    Files.copy(REPOSITORY.resolve("tocsin"), root.resolve("tocsin"));
    Files.copy(REPOSITORY.resolve("local/launcher/jdk.sh"), root.resolve("local/launcher/jdk.sh"));
    old(root.resolve("pom.xml"), "<module>local</module>\n");
    old(root.resolve("local/pom.xml"), "");
    old(root.resolve("local/src/main/Tocsin.java"), "");
    old(root.resolve("local/src/main"));
    executable(jdk.resolve("bin/java"), JAVA);
    executable(jdk.resolve("bin/javac"), JAVA);
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
    executable(directory.resolve("bin/mvn"), MAVEN);
  }

  @Test
  void theFirstRunBuildsAndTheSecondDoesNot() throws Exception {
    Run first = run("version");
    Run second = run("version");

    assertThat(first.err).contains("tocsin: building").contains("tocsin: 1/1 local");
    assertThat(second.err).isEmpty();
    assertThat(first.exitCode + second.exitCode).isZero();
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    run("version");
    Path source = root.resolve("local/src/main/Tocsin.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(run("version").err).contains("tocsin: building");
  }

  @Test
  void argumentsReachTheProgramAsTheyAreEvenThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), root.resolve("tocsin"));

    Run run = run(link, Map.of(), "score", "my file.json", "--as-of", "2025-01-01");

    assertThat(run.exitCode).isZero();
    assertThat(run.out)
        .endsWith("<io.tocsin.local.Tocsin><score><my file.json><--as-of><2025-01-01>");
  }

  @Test
  void theOptionsOfThePersonComeAfterOurs() throws Exception {
    Run run = run(root.resolve("tocsin"), Map.of("TOCSIN_JAVA_OPTS", "-Xmx3g -Da=b"), "demo");

    assertThat(run.out).containsPattern("<-Xmx\\d+m>.*<-Xmx3g><-Da=b>.*<demo>");
  }

  @Test
  void aFailedBuildShowsTheErrorsOfMavenAndIsTriedAgain() throws Exception {
    executable(directory.resolve("bin/mvn"), FAILING_MAVEN);

    Run failed = run("version");
    executable(directory.resolve("bin/mvn"), MAVEN);
    Run again = run("version");

    assertThat(failed.exitCode).isEqualTo(3);
    assertThat(failed.err).contains("[ERROR] no luck").contains("tocsin: the build failed");
    assertThat(failed.out).isEmpty();
    assertThat(again.exitCode).isZero();
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");

    Run run = run("version");

    assertThat(run.out).doesNotContain("<java>");
  }

  private Run run(String... arguments) throws Exception {
    return run(root.resolve("tocsin"), Map.of(), arguments);
  }

  private Run run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("TOCSIN_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .merge("PATH", directory.resolve("bin").toString(), (old, ours) -> ours + ":" + old);
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Run(exitCode, Files.readString(out), Files.readString(err));
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void old(Path file, String text) throws IOException {
    old(Files.writeString(file, text));
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private record Run(int exitCode, String out, String err) {}
}
