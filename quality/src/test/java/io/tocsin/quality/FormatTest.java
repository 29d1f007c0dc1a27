package io.tocsin.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

final class FormatTest {
  @Test
  void everySourceIsFormatted() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--dry-run", "--set-exit-if-changed"));
    for (BuildModule module : BuildModule.all()) {
      module.sources().stream().map(Path::toString).forEach(arguments::add);
    }
    StringWriter unformatted = new StringWriter();
    StringWriter problems = new StringWriter();

    int exit =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(
                new PrintWriter(unformatted, true),
                new PrintWriter(problems, true),
                arguments.toArray(String[]::new));

    assertThat(exit)
        .as("run quality/format to format these files:%n%s%s", unformatted, problems)
        .isZero();
  }
}
