package io.tocsin.reasoning;

import io.tocsin.config.ConfigurationException;
import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.reasoning.evidence.EvidenceConfig;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.jspecify.annotations.Nullable;

/** The settings that concern sources of evidence, by name. */
final class EvidenceSettings {
  private static final String PREFIX = "tocsin.reasoning.evidence.";
  private static final String DEADLINE = PREFIX + "deadline.ms";
  private static final String SCORER = PREFIX + "scorer.url";
  private static final String LITERATURE = PREFIX + "literature.url";

  private EvidenceSettings() {}

  /** What the settings stand for. */
  static EvidenceConfig config(Settings settings) {
    return new EvidenceConfig(
        settings.duration(DEADLINE),
        address(settings, SCORER, EvidenceConfig::base),
        address(settings, LITERATURE, EvidenceConfig::web));
  }

  private static @Nullable URI address(Settings settings, String key, UnaryOperator<URI> checked) {
    String address = settings.string(key);
    if (address.isBlank()) {
      return null;
    }
    try {
      return checked.apply(URI.create(address));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s (%s): %s".formatted(key, SettingsReader.variable(key), e.getMessage()));
    }
  }

  static void define(ConfigDef definition) {
    definition
        .define(
            DEADLINE,
            ConfigDef.Type.LONG,
            EvidenceConfig.DEFAULTS.deadline().toMillis(),
            Range.between(10, 60_000),
            Importance.LOW,
            "How long a source of evidence is waited for; what comes later is named as missing.")
        .define(
            SCORER,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Where a scorer answers, as http://HOST:PORT: the pair's present score is then evidence"
                + " too. Empty to ask none.")
        .define(
            LITERATURE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Where publications about ?drug= and &event= are found, as docs/reasoning.md says."
                + " Empty to ask none.");
  }
}
