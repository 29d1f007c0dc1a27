package io.tocsin.bench.engine;

import java.util.Map;

/**
 * What a run gave.
 *
 * @param seconds until every report was counted (or copied)
 * @param cpuMicros CPU time of the process per report until then
 * @param settledSeconds until every pair was scored as well
 * @param settledCpuMicros CPU time of the process per report until then
 * @param pairs that were counted; 0 where pairs are not told apart
 * @param residentMegabytes of the process at the end
 * @param peakMegabytes the most it ever had
 * @param cpuByThreads microseconds of CPU per report until everything was scored, by kind of thread
 */
record Run(
    long reports,
    double seconds,
    double cpuMicros,
    double settledSeconds,
    double settledCpuMicros,
    long pairs,
    double residentMegabytes,
    double peakMegabytes,
    Map<String, Double> cpuByThreads) {

  double reportsPerSecond() {
    return reports / seconds;
  }

  double settledPerSecond() {
    return reports / settledSeconds;
  }
}
