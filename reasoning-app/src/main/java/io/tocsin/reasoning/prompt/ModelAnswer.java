package io.tocsin.reasoning.prompt;

import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Confidence;
import io.tocsin.schemas.detection.Confounder;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model answers, as {@code answer.schema.json} has it. */
record ModelAnswer(
    String drug,
    String event,
    String narrative,
    List<Argument> evidenceFor,
    List<Argument> evidenceAgainst,
    List<Argument> missing,
    List<Confounder> confounders,
    Recommendation recommendation,
    Priority priority,
    Confidence confidence,
    List<String> limitations,
    @Nullable String dissent) {}
