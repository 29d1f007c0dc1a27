package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.assessment.Detections.Asked;
import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.call.NoAnswerException;
import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.prompt.Prompts;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reasons by a language model, and by rules whenever there is no answer that holds.
 *
 * <p>For one alert: what was paid for before (ledger); evidence and rules; an answer ({@link
 * Answers}), checked; the ledger. When the model cannot answer, rules do at once; it is asked again
 * later, and then supersedes them.
 */
public final class ModelReasoner implements Reasoner {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final String model;
  private final CaseFiles files;
  private final Detections detections;
  private final Prompts prompts;
  private final Answers answers;
  private final Ledger ledger;
  private final UpgradeConfig upgrades;
  private final ReasoningMetrics metrics;
  private final Clock clock;

  /**
   * Reasons about case files by asking a model.
   *
   * @param model provider and model, as recorded
   */
  public ModelReasoner(
      String model,
      CaseFiles files,
      Detections detections,
      Prompts prompts,
      Answers answers,
      Ledger ledger,
      UpgradeConfig upgrades,
      ReasoningMetrics metrics,
      Clock clock) {
    this.model = model;
    this.files = files;
    this.detections = detections;
    this.prompts = prompts;
    this.answers = answers;
    this.ledger = ledger;
    this.upgrades = upgrades;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Reasoned reason(Question question) throws InterruptedException {
    String reasoningId = Detections.reasoningId(question.alert(), model);
    Bill bill = Bill.of(ledger, reasoningId);
    Detection known = bill.detection();
    if (known != null) {
      metrics.paidBefore();
      return Reasoned.of(known);
    }
    CaseFile file = files.open(question.alert());
    if (question.overtaken()) {
      return byRules(file, question.earlier(), Reason.OVERTAKEN, null);
    }
    try {
      Detection detection = byModel(file, question, reasoningId, bill);
      bill.close(detection);
      return Reasoned.of(detection);
    } catch (NoAnswerException e) {
      Reasoned reasoned = withoutModel(file, question.earlier(), e);
      Detection last = reasoned.detection();
      if (last != null && !e.reason().passing()) {
        bill.close(last);
      }
      return reasoned;
    }
  }

  private Detection byModel(CaseFile file, Question question, String reasoningId, Bill bill)
      throws NoAnswerException, InterruptedException {
    Prompt prompt = prompts.about(file.alert(), file.evidence(), file.computed());
    Answers.Said said = answers.about(file, prompt, bill);
    Deferral earlier = question.earlier();
    return detections.byModel(
        file,
        reasoningId,
        said.assessment(),
        new Asked(model, said.promptHash(), said.usage()),
        earlier == null ? null : earlier.supersedes());
  }

  private Reasoned withoutModel(CaseFile file, @Nullable Deferral earlier, NoAnswerException why) {
    if (!why.reason().passing()) {
      return byRules(file, earlier, why.reason(), why.spent());
    }
    Instant now = clock.instant();
    Instant next = now.plus(pause(why));
    if (earlier == null) {
      Detection detection = detections.degraded(file, why.reason(), true, null, null);
      return new Reasoned(detection, new Deferral(now, next, 1, detection.reasoningId()));
    }
    return now.isAfter(earlier.since().plus(upgrades.patience()))
        ? byRules(file, earlier, Reason.GIVEN_UP, null)
        : new Reasoned(null, earlier.again(next));
  }

  /** The rules' answer, for good. */
  private Reasoned byRules(
      CaseFile file, @Nullable Deferral earlier, Reason reason, @Nullable Usage spent) {
    return Reasoned.of(
        detections.degraded(
            file, reason, false, earlier == null ? null : earlier.supersedes(), spent));
  }

  private Duration pause(NoAnswerException why) {
    Duration asked = why.retryAfter();
    Duration pause =
        asked == null || asked.compareTo(upgrades.interval()) < 0 ? upgrades.interval() : asked;
    return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
  }
}
