package io.tocsin.scorer.query;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** Where a question about a drug is answered. */
sealed interface Route {
  /** By this instance. */
  record Here() implements Route {}

  /**
   * By another.
   *
   * @param instances to ask in turn until one holds the drug; one if the owner is known
   */
  record To(List<HostInfo> instances) implements Route {}

  /**
   * By none for the moment.
   *
   * @param reason for whoever asked
   */
  record Nowhere(String reason) implements Route {}

  /**
   * Decides.
   *
   * <p>What is held here is answered here: a partition is given up before another instance gets it,
   * so the table at hand is surer than what the group's metadata say, which lag in a rebalance. A
   * question is passed on once at most, so that two instances that each take the other for the
   * owner do not send it to and fro.
   *
   * @param held whether this instance counts the drug now
   * @param forwarded whether another instance has passed the question on
   * @param owners the instances that may count the drug, as the group's metadata say
   * @param self this instance as others know it; empty when it is not advertised
   */
  static Route of(boolean held, boolean forwarded, List<HostInfo> owners, Optional<HostInfo> self) {
    if (held) {
      return new Here();
    }
    if (forwarded) {
      return new Nowhere("the drug is not counted by the instance that was asked for it");
    }
    if (owners.isEmpty()) {
      return new Nowhere(
          "no instance is known to count the drug: partitions are being assigned, or the instance"
              + " that has it advertises no address (tocsin.scorer.http.advertised)");
    }
    List<HostInfo> others =
        owners.stream().filter(owner -> !Optional.of(owner).equals(self)).toList();
    return others.isEmpty()
        ? new Nowhere("this instance is restoring the drug's counts")
        : new To(others);
  }
}
