package io.tocsin.schemas.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, 64 characters. */
public final class Sha256 {
  private Sha256() {}

  /** Of bytes. */
  public static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of texts in UTF-8, a zero byte between each two of them; no text may contain one. */
  public static String hex(String... texts) {
    return hex(String.join("\0", texts).getBytes(StandardCharsets.UTF_8));
  }
}
