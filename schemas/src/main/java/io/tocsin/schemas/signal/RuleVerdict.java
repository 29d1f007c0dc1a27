package io.tocsin.schemas.signal;

/**
 * What one named rule of signal detection says of a pair.
 *
 * @param rule such as {@code evans} or {@code ic025}
 */
public record RuleVerdict(String rule, boolean met) {}
