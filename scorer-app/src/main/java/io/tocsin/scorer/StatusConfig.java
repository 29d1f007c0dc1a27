package io.tocsin.scorer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where the scorer shows how it is, and answers for the pairs it counts.
 *
 * @param host address to listen on, loopback unless the network is trusted
 * @param port 0 for any that is free
 * @param advertised the address that other instances reach this one at, as {@code host} or {@code
 *     host:port}; empty for the one it listens on
 * @param degradedDeadLetterShare share of refused records in the last five minutes, in [0, 1],
 *     above which the scorer counts as degraded
 */
public record StatusConfig(
    String host, int port, String advertised, double degradedDeadLetterShare) {
  /** On the loopback address and any free port; degraded above 5 %. */
  public static final StatusConfig LOOPBACK = new StatusConfig("127.0.0.1", 0, "", 0.05);

  /**
   * How other instances know this one; empty when it listens on all addresses and none was named,
   * for then no one can tell which of them others reach.
   *
   * @param listening the port it listens on
   */
  Optional<HostInfo> instance(int listening) {
    if (!advertised.isEmpty()) {
      boolean namesPort = Utils.getPort(advertised) != null;
      return Optional.of(
          HostInfo.buildFromEndpoint(namesPort ? advertised : advertised + ":" + listening));
    }
    return isWildcard() ? Optional.empty() : Optional.of(new HostInfo(host, listening));
  }

  private boolean isWildcard() {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
