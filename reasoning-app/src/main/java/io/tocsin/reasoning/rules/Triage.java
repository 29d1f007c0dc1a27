package io.tocsin.reasoning.rules;

import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Confidence;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.signal.AlertLevel;

/**
 * What to do, how soon, and how sure.
 *
 * @param recommendation CLOSE_AS_KNOWN only when a label lists the event and nothing new is seen of
 *     it; REFUTE only when no report stands any more
 * @param confidence never HIGH, which needs case facts
 */
record Triage(Recommendation recommendation, Priority priority, Confidence confidence) {

  static Triage of(Subject subject) {
    Recommendation recommendation = recommendation(subject);
    return new Triage(recommendation, priority(recommendation, subject), confidence(subject));
  }

  private static Recommendation recommendation(Subject subject) {
    return switch (subject.alert().reason()) {
      case RETRACTED -> subject.noReportStands() ? Recommendation.REFUTE : Recommendation.MONITOR;
      case DE_ESCALATED -> Recommendation.MONITOR;
      case ESCALATED, RENEWED -> onStandingLevel(subject);
    };
  }

  private static Recommendation onStandingLevel(Subject subject) {
    if (knownAndNothingNew(subject)) {
      return Recommendation.CLOSE_AS_KNOWN;
    }
    AlertLevel level = subject.alert().toLevel();
    if (!level.above(AlertLevel.WATCHLIST)) {
      return Recommendation.MONITOR;
    }
    if (!subject.disproportionate()) {
      return Recommendation.REQUEST_DATA;
    }
    return level.above(AlertLevel.MODERATE) || subject.cases().serious() > 0
        ? Recommendation.VALIDATE_AND_ESCALATE
        : Recommendation.MONITOR;
  }

  /**
   * A labelled reaction that threatens life or is reported more often is a signal again; where
   * neither is known, nothing is closed.
   */
  private static boolean knownAndNothingNew(Subject subject) {
    return Boolean.TRUE.equals(subject.labelled())
        && subject.casesKnown()
        && subject.trend() != null
        && !subject.fatalOrLifeThreatening()
        && !subject.reportedMoreOften();
  }

  private static Priority priority(Recommendation recommendation, Subject subject) {
    return switch (recommendation) {
      case VALIDATE_AND_ESCALATE -> ofLevel(subject);
      case REQUEST_DATA -> subject.fatalOrLifeThreatening() ? Priority.HIGH : Priority.MEDIUM;
      case MONITOR ->
          subject.alert().reason() == AlertReason.RETRACTED
                  && subject.alert().toLevel().above(AlertLevel.WATCHLIST)
              ? Priority.MEDIUM
              : Priority.LOW;
      case CLOSE_AS_KNOWN, REFUTE -> Priority.LOW;
    };
  }

  private static Priority ofLevel(Subject subject) {
    AlertLevel level = subject.alert().toLevel();
    if (level == AlertLevel.CRITICAL) {
      return Priority.URGENT;
    }
    if (level == AlertLevel.HIGH) {
      return subject.fatalOrLifeThreatening() ? Priority.URGENT : Priority.HIGH;
    }
    return subject.fatalOrLifeThreatening() ? Priority.HIGH : Priority.MEDIUM;
  }

  private static Confidence confidence(Subject subject) {
    return subject.enoughReports() && subject.casesKnown() && subject.measures() != null
        ? Confidence.MODERATE
        : Confidence.LOW;
  }
}
