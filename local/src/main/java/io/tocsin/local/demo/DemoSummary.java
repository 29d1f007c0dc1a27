package io.tocsin.local.demo;

import io.tocsin.local.recount.ModelCheck;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a demo ended.
 *
 * @param source what was replayed
 * @param reports published
 * @param malformed records mixed in, by the code they had to be refused with
 * @param deadLetters refused records, by code
 * @param pairs with at least one report
 * @param alerts by level they rose or fell to
 * @param detections alerts that have a detection
 * @param repetitions alerts or detections that were published twice
 * @param watched the pair whose timeline follows
 * @param timeline its table on every date it was reported
 * @param end its table after the last report
 * @param firstAbove first date on which IC025 was above 0
 * @param alert the watched pair's first alert
 * @param detection and what reasoning made of it
 * @param models broadcast, in order
 * @param batch the last model against a fit to the recounted tables
 * @param scores published scores that the recount computed anew
 * @param differences between the tables and a recount of the topic
 * @param secondsToFirstAlert from the command to the first alert of any pair
 * @param peakMemoryMib most resident memory of the process, where the system tells
 */
record DemoSummary(
    String source,
    long reports,
    Map<String, Long> malformed,
    Map<String, Long> deadLetters,
    long pairs,
    Map<String, Long> alerts,
    long detections,
    long repetitions,
    String watched,
    List<TimelineRow> timeline,
    @Nullable TimelineRow end,
    @Nullable LocalDate firstAbove,
    @Nullable Alert alert,
    @Nullable Detection detection,
    List<ModelRow> models,
    @Nullable ModelCheck batch,
    long scores,
    long differences,
    double seconds,
    double reportsPerSecond,
    @Nullable Double secondsToFirstAlert,
    @Nullable Long peakMemoryMib) {}
