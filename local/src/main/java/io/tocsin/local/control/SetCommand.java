package io.tocsin.local.control;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes a layer. */
@Command(
    name = "set",
    description = {
      "Changes a layer of settings, and waits until the scorers have accepted it.",
      "Checks it against the layers that hold before it hands it in; exits with 1 when it is"
          + " refused, and then all stays as it was."
    },
    footer = {
      "",
      "Example: tocsin control set levels.critical=0.97 gate.min_reports=5 --organisation acme"
          + " --reason 'fewer, surer alerts'"
    })
final class SetCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();
  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private Patience patience = new Patience();

  SetCommand() {}

  @Override
  public Integer call() {
    Proposal proposal;
    try {
      proposal = settings.proposal(control.known());
    } catch (InvalidRecordException e) {
      return control.answers().refused(settings.layer().key(), String.valueOf(e.getMessage()));
    }
    return control
        .desk()
        .handIn(proposal, patience.duration())
        .answer(control.answers(), proposal, "%s holds from now on".formatted(proposal.name()));
  }
}
