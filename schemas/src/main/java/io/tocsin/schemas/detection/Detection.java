package io.tocsin.schemas.detection;

import io.tocsin.schemas.alert.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reasoned, audited alert: what was assessed, by what, on which facts, and what came out. Keyed
 * by the alert's id; one for each alert, and a later one supersedes it.
 *
 * @param alert the alert that was assessed, as published
 * @param reasoningId SHA-256, in hexadecimal, of what decides the answer: alert, versions, model;
 *     the same question always has the same id
 * @param rulesetVersion version of the rules that computed items, category and fallback
 * @param promptVersion version of the prompt, when a model was asked
 * @param model provider and version of the model, when one was asked
 * @param evidenceHash SHA-256, in hexadecimal, over the JSON of the facts
 * @param promptHash SHA-256, in hexadecimal, of the prompt, when a model was asked
 * @param usage tokens and cost, when a model was asked
 * @param latencyMs from taking up the alert to the finished assessment, in milliseconds
 * @param degradedReason why rules answered although a model should have; absent otherwise
 * @param upgradePending a model's answer will supersede this one
 * @param supersedes reasoning id of the detection this one replaces
 * @param detectedAt wall-clock time of this detection
 */
public record Detection(
    Alert alert,
    String reasoningId,
    Engine engine,
    String rulesetVersion,
    @Nullable String promptVersion,
    @Nullable String model,
    Assessment assessment,
    Evidence evidence,
    Grounding grounding,
    String evidenceHash,
    @Nullable String promptHash,
    @Nullable Usage usage,
    long latencyMs,
    @Nullable String degradedReason,
    boolean upgradePending,
    @Nullable String supersedes,
    Instant detectedAt) {}
