package io.tocsin.local.demo;

import io.tocsin.ingest.Pace;
import io.tocsin.schemas.signal.Pair;
import java.nio.file.Path;
import java.util.List;

/**
 * What a demo shows.
 *
 * @param data VAERS files to replay; empty for the built-in replay
 * @param pace of the receipt dates
 * @param port of the broker on the loopback address
 * @param watch the pair whose table is shown on every date it is reported
 * @param malformed malformed records mixed in
 */
record DemoOptions(List<Path> data, Pace pace, int port, Pair watch, int malformed) {
  /** Copies the list. */
  DemoOptions {
    data = List.copyOf(data);
  }
}
