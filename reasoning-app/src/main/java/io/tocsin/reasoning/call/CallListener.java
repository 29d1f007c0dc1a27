package io.tocsin.reasoning.call;

import io.tocsin.reasoning.provider.ProviderException;
import io.tocsin.reasoning.provider.Tokens;
import io.tocsin.schemas.signal.AlertLevel;
import java.math.BigDecimal;
import java.time.Duration;

/** Hears what happens on the way to the provider. Called on the asking threads; quick. */
public interface CallListener {
  /** A call came back with an answer. */
  void answered(AlertLevel level, Tokens tokens, BigDecimal costUsd, Duration latency);

  /** A call came back without one. */
  void failed(AlertLevel level, ProviderException failure, BigDecimal costUsd, Duration latency);

  /** The limits let a call through after a wait, which may be none. */
  void admitted(AlertLevel level, Duration waited);

  /** A limit let no call through. */
  void refused(AlertLevel level, String limit);
}
