package io.tocsin.ingest;

import io.tocsin.schemas.deadletter.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A record for {@code adverse-event-reports} that must be refused. */
public final class MalformedReport {
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final ErrorCode code;

  MalformedReport(byte @Nullable [] key, byte @Nullable [] value, ErrorCode code) {
    this.key = key;
    this.value = value;
    this.code = code;
  }

  /** Key of the record. */
  public byte @Nullable [] key() {
    return key;
  }

  /** Value of the record. */
  public byte @Nullable [] value() {
    return value;
  }

  /** The code it must be refused with. */
  public ErrorCode code() {
    return code;
  }
}
