package io.tocsin.scorer;

/**
 * Where the scorer shows how it is.
 *
 * @param host address to listen on, loopback unless the network is trusted
 * @param port 0 for any that is free
 * @param degradedDeadLetterShare share of refused records in the last five minutes, in [0, 1],
 *     above which the scorer counts as degraded
 */
public record StatusConfig(String host, int port, double degradedDeadLetterShare) {
  /** On the loopback address and any free port; degraded above 5 %. */
  public static final StatusConfig LOOPBACK = new StatusConfig("127.0.0.1", 0, 0.05);
}
