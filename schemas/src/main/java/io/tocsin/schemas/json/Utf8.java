package io.tocsin.schemas.json;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The encoding of every JSON value: UTF-8, and no other that a parser might guess. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /**
   * Accepts well-formed UTF-8 that does not start as UTF-16 or UTF-32 would, with a zero byte.
   *
   * @throws InvalidRecordException with {@link ErrorCode#INVALID_ENCODING} for anything else
   */
  static void require(byte[] value) {
    int ascii = asciiPrefix(value);
    if (startsWithZero(value) || (ascii < value.length && !isWellFormed(value, ascii))) {
      throw new InvalidRecordException(
          ErrorCode.INVALID_ENCODING, null, "the value is not UTF-8; encode it as UTF-8");
    }
  }

  private static int asciiPrefix(byte[] value) {
    int i = 0;
    while (i + Long.BYTES <= value.length && ((long) LONGS.get(value, i) & NOT_ASCII) == 0) {
      i += Long.BYTES;
    }
    while (i < value.length && value[i] >= 0) {
      i++;
    }
    return i;
  }

  private static boolean startsWithZero(byte[] value) {
    for (int i = 0; i < Math.min(value.length, Integer.BYTES); i++) {
      if (value[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWellFormed(byte[] value, int from) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value, from, value.length - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
