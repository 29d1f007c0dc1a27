package io.tocsin.local.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What this build is and what it runs on. */
public final class BuildVersion implements IVersionProvider {
  /** For picocli. */
  public BuildVersion() {}

  @Override
  public String[] getVersion() {
    String version =
        Objects.requireNonNullElse(
            BuildVersion.class.getPackage().getImplementationVersion(), "(not packaged)");
    return new String[] {
      "tocsin " + version,
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
      System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }
}
