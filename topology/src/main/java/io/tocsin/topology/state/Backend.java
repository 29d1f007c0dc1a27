package io.tocsin.topology.state;

/** When tables are written to their changelog. */
public enum Backend {
  /** Once per commit, just before it. The default. */
  WRITE_BEHIND,
  /** After each record, by public types of Kafka Streams only. */
  WRITE_THROUGH
}
