package io.tocsin.local.control;

import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.control.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose settings. */
final class LayerOptions {
  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "platform, organisation or user. Default: the narrowest that is named, or platform.")
  private @Nullable Scope scope;

  @Option(names = "--organisation", paramLabel = "NAME", description = "The organisation.")
  private @Nullable String organisation;

  @Option(names = "--user", paramLabel = "NAME", description = "A user of that organisation.")
  private @Nullable String user;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  LayerOptions() {}

  Layer layer() {
    Scope named =
        user != null ? Scope.USER : organisation != null ? Scope.ORGANISATION : Scope.PLATFORM;
    try {
      return new Layer(scope == null ? named : scope, organisation, user);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
