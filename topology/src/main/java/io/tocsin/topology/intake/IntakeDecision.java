package io.tocsin.topology.intake;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one version of a report.
 *
 * <p>Versions are ordered by number, and at the same number a nullification comes after the report
 * it takes back. The highest version seen decides, so that any order of arrival ends in the same
 * counts.
 */
sealed interface IntakeDecision {

  /** An initial report or a follow-up: the new contribution replaces the old. */
  record Accept(@Nullable Contribution retracted, Contribution added) implements IntakeDecision {}

  /** A nullification: the old contribution, if any, is taken back. */
  record Retract(@Nullable Contribution retracted) implements IntakeDecision {}

  /** The same version again. */
  record Duplicate() implements IntakeDecision {}

  /** An older version than the one known. */
  record Superseded() implements IntakeDecision {}

  /** Whether the arrived version is to be remembered instead of the known. */
  default boolean replaces() {
    return switch (this) {
      case Accept accept -> true;
      case Retract retract -> true;
      case Duplicate duplicate -> false;
      case Superseded superseded -> false;
    };
  }

  /**
   * Decides by comparison with what is known.
   *
   * @param known absent for a report never seen before
   */
  static IntakeDecision decide(@Nullable ReportState known, ReportState arrived) {
    int order = known == null ? 1 : Long.compare(rank(arrived), rank(known));
    if (order == 0) {
      return new Duplicate();
    }
    if (order < 0) {
      return new Superseded();
    }
    Contribution before = known == null ? null : known.contribution();
    Contribution after = arrived.contribution();
    return after == null ? new Retract(before) : new Accept(before, after);
  }

  private static long rank(ReportState state) {
    return 2L * state.version() + (state.nullified() ? 1 : 0);
  }
}
