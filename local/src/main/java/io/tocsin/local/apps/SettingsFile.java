package io.tocsin.local.apps;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings file of an application. */
final class SettingsFile {
  @Option(names = "--config", paramLabel = "FILE", description = "Settings file (properties).")
  private @Nullable String file;

  SettingsFile() {}

  String[] asArguments() {
    return file == null ? new String[0] : new String[] {"--config", file};
  }
}
