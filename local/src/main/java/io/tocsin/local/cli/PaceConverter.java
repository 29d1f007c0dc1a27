package io.tocsin.local.cli;

import io.tocsin.ingest.Pace;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --speed}: days of receipt per second, or {@code max}. */
public final class PaceConverter implements ITypeConverter<Pace> {
  /** For picocli. */
  public PaceConverter() {}

  @Override
  public Pace convert(String value) {
    if (value.toLowerCase(Locale.ROOT).equals("max")) {
      return Pace.UNLIMITED;
    }
    try {
      return Pace.daysPerSecond(Double.parseDouble(value));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + value + "' is no speed: give days per second above 0, or max");
    }
  }
}
