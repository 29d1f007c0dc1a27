package io.tocsin.local.control;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries a change of a layer. */
@Command(
    name = "validate",
    description = {
      "Says whether the scorers would accept a change of a layer, and what it would change;"
          + " changes nothing. Exits with 1 when they would refuse it."
    },
    footer = {"", "Example: tocsin control validate --file settings.json --organisation acme"})
final class ValidateCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();
  @Mixin private SettingOptions settings = new SettingOptions();

  ValidateCommand() {}

  @Override
  public Integer call() {
    try {
      Proposal proposal = settings.proposal(control.known());
      return control.answers().accepted(proposal, proposal.name() + " would be accepted");
    } catch (InvalidRecordException e) {
      return control.answers().refused(settings.layer().key(), String.valueOf(e.getMessage()));
    }
  }
}
