package io.tocsin.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a program, from {@link SettingsReader}. Every value has its defined type
 * and lies in its bound; asking for a key that is not defined, or as another type, is a programming
 * error.
 */
public final class Settings {
  /** Keys that begin so pass to the Kafka clients. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** What stands for a secret wherever settings are shown. */
  static final String HIDDEN = Password.HIDDEN;

  private final ConfigDef definition;
  private final Map<String, @Nullable Object> values;

  Settings(ConfigDef definition, Map<String, @Nullable Object> values) {
    this.definition = definition;
    this.values = new TreeMap<>(values);
  }

  /** A setting of type STRING that is required or has a default. */
  public String string(String key) {
    return required(key, String.class);
  }

  /** A setting of type INT. */
  public int integer(String key) {
    return required(key, Integer.class);
  }

  /** A setting of type LONG. */
  public long longInteger(String key) {
    return required(key, Long.class);
  }

  /** A setting of type DOUBLE. */
  public double decimal(String key) {
    return required(key, Double.class);
  }

  /** A setting of type BOOLEAN. */
  public boolean flag(String key) {
    return required(key, Boolean.class);
  }

  /** A setting of type LONG in milliseconds; by convention its key ends in {@code .ms}. */
  public Duration duration(String key) {
    return Duration.ofMillis(longInteger(key));
  }

  /** A setting of type LIST, whose entries are separated by commas. */
  public List<String> list(String key) {
    List<?> entries = required(key, List.class);
    return entries.stream().map(String::valueOf).toList();
  }

  /** A setting of type PASSWORD that may be absent. It prints as hidden. */
  public Optional<Password> secret(String key) {
    return Optional.ofNullable(value(key, Password.class));
  }

  /** All {@code kafka.*} settings, without that prefix, for any Kafka client. */
  public Map<String, Object> kafka() {
    Map<String, Object> client = new HashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA_PREFIX) && value != null) {
            client.put(key.substring(KAFKA_PREFIX.length()), value);
          }
        });
    return client;
  }

  /**
   * All settings as text, sorted by key, fit for a log: secrets, and Kafka keys that the clients do
   * not know, are hidden.
   */
  public Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (value != null) {
            shown.put(key, showable(key) ? String.valueOf(value) : HIDDEN);
          }
        });
    return shown;
  }

  @Override
  public String toString() {
    return shown().toString();
  }

  private boolean showable(String key) {
    ConfigKey defined = definition.configKeys().get(key);
    return defined != null
        ? defined.type != ConfigDef.Type.PASSWORD
        : KafkaKeys.showable(key.substring(KAFKA_PREFIX.length()));
  }

  private <T> T required(String key, Class<T> type) {
    T value = value(key, type);
    if (value == null) {
      throw new IllegalArgumentException(key + " may be absent: ask for it as optional");
    }
    return value;
  }

  private <T> @Nullable T value(String key, Class<T> type) {
    if (!definition.names().contains(key)) {
      throw new IllegalArgumentException(key + " is not a defined setting");
    }
    return type.cast(values.get(key));
  }
}
