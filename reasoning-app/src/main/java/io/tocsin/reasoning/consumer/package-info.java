/**
 * Reads the alert topics, hands alerts to workers by priority and in order within a pair, and
 * writes detections and offsets in one transaction.
 */
@NullMarked
package io.tocsin.reasoning.consumer;

import org.jspecify.annotations.NullMarked;
