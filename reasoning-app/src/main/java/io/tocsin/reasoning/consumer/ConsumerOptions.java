package io.tocsin.reasoning.consumer;

import java.time.Duration;

/**
 * How alerts are taken up.
 *
 * @param workers alerts that are worked on at a time, 1 or more
 * @param queueCapacity waiting alerts of one level at which its topic is paused, 1 or more
 * @param commitInterval how often detections and offsets are written
 * @param drainPatience how long to wait for running work when a partition or the program goes
 */
public record ConsumerOptions(
    int workers, int queueCapacity, Duration commitInterval, Duration drainPatience) {}
