package io.tocsin.schemas.deadletter;

import org.jspecify.annotations.Nullable;

/** A record that breaks its contract: what is wrong, where, and what to do. */
public final class InvalidRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String field;

  /**
   * @param field path of the field, such as {@code drugs[2].name}; absent when the whole is wrong
   * @param message for the person who sent the record; never quotes free text of the record
   */
  public InvalidRecordException(ErrorCode code, @Nullable String field, String message) {
    super(message, null, false, false);
    this.code = code;
    this.field = field;
  }

  /** Why it was refused. */
  public ErrorCode code() {
    return code;
  }

  /** Path of the field at fault. */
  public @Nullable String field() {
    return field;
  }
}
