package io.tocsin.local.control;

import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a layer. */
@Command(
    name = "unset",
    description = {
      "Removes a layer of settings, which brings back what the layers below it say; waits until the"
          + " scorers have accepted that."
    },
    footer = {"", "Example: tocsin control unset --organisation acme"})
final class UnsetCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();
  @Mixin private LayerOptions layers = new LayerOptions();
  @Mixin private Patience patience = new Patience();

  UnsetCommand() {}

  @Override
  public Integer call() {
    Layer layer = layers.layer();
    Proposal proposal;
    try {
      proposal = Proposal.without(control.known(), layer);
    } catch (InvalidRecordException e) {
      return control.answers().refused(layer.key(), String.valueOf(e.getMessage()));
    }
    if (!proposal.before().layers().containsKey(layer)) {
      return control.answers().accepted(proposal, layer + " says nothing, so nothing is removed");
    }
    return control
        .desk()
        .handIn(proposal, patience.duration())
        .answer(control.answers(), proposal, layer + " is removed");
  }
}
