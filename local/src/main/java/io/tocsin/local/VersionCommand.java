package io.tocsin.local;

import io.tocsin.local.cli.BuildVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "version",
    description = "Prints the version.",
    footer = {"", "Example: tocsin version"})
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    for (String line : new BuildVersion().getVersion()) {
      spec.commandLine().getOut().println(line);
    }
  }
}
