package io.tocsin.config;

import io.tocsin.schemas.spelling.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Settings} against a definition: defaults, under a properties file, under the
 * environment.
 *
 * <ul>
 *   <li>The key {@code tocsin.scoring.interval.ms} is the variable {@code
 *       TOCSIN_SCORING_INTERVAL_MS}; {@code kafka.security.protocol} is {@code
 *       TOCSIN_KAFKA_SECURITY_PROTOCOL}. A blank variable counts as not set.
 *   <li>A variable with {@code _FILE} at its end names a file that holds the value, for secrets.
 *   <li>A key that is not defined is refused, with the nearest one that is. {@code kafka.*} keys
 *       pass to the Kafka clients as they are.
 * </ul>
 */
public final class SettingsReader {
  /** The variable that names the settings file. */
  public static final String FILE_VARIABLE = "TOCSIN_CONFIG";

  private static final String VARIABLE_PREFIX = "TOCSIN_";

  /** Variables of the launcher script, which chooses the Java and its options. */
  private static final String LAUNCHER_PREFIX = "TOCSIN_JAVA_";

  private static final String SECRET_FILE_SUFFIX = "_FILE";

  private final ConfigDef definition;
  private final List<String> neighbours;
  private final Map<String, String> keyOfVariable;

  private SettingsReader(ConfigDef definition, List<String> neighbours) {
    this.definition = definition;
    this.neighbours = neighbours;
    this.keyOfVariable = new TreeMap<>();
    for (String key : definition.names()) {
      if (keyOfVariable.put(variable(key), key) != null) {
        throw new IllegalArgumentException("two keys share the variable " + variable(key));
      }
    }
  }

  /** A reader of the keys that are defined: {@code tocsin.*}, and {@code kafka.*} with a bound. */
  public static SettingsReader of(ConfigDef definition) {
    return new SettingsReader(definition, List.of());
  }

  /**
   * The same reader, passing over keys that belong to other programs which share the file or the
   * environment.
   *
   * @param prefixes of keys, such as {@code tocsin.reasoning.}
   */
  public SettingsReader passingOver(String... prefixes) {
    return new SettingsReader(definition, List.of(prefixes));
  }

  /**
   * Reads and checks all settings.
   *
   * @param file a properties file in UTF-8; when absent, {@link #FILE_VARIABLE} may name one
   * @throws ConfigurationException on the first setting that is wrong
   */
  public Settings read(@Nullable Path file, Map<String, String> environment) {
    Map<String, Given> given = new TreeMap<>();
    String named = environment.getOrDefault(FILE_VARIABLE, "").strip();
    if (file != null) {
      addFile(file, given);
    } else if (!named.isEmpty()) {
      addFile(Path.of(named), given);
    }
    addEnvironment(new TreeMap<>(environment), given);
    return settings(given);
  }

  /**
   * The settings file that a command line names: {@code [--config FILE]}; absent when it names
   * none.
   *
   * @throws ConfigurationException when it says anything else
   */
  public static @Nullable Path file(List<String> arguments) {
    if (arguments.isEmpty()) {
      return null;
    }
    if (arguments.size() == 2 && arguments.getFirst().equals("--config")) {
      return Path.of(arguments.getLast());
    }
    throw new ConfigurationException(
        "Unknown arguments %s: the only ones are --config FILE".formatted(arguments));
  }

  /** The environment variable of a key. */
  public static String variable(String key) {
    String name = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return name.startsWith(VARIABLE_PREFIX) ? name : VARIABLE_PREFIX + name;
  }

  private void addFile(Path file, Map<String, Given> given) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "The settings file %s does not exist: correct --config or %s"
              .formatted(file, FILE_VARIABLE));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "The settings file %s cannot be read as UTF-8 properties: %s".formatted(file, e));
    }
    for (String key : properties.stringPropertyNames()) {
      boolean known = definition.names().contains(key) || key.startsWith(Settings.KAFKA_PREFIX);
      if (known) {
        given.put(key, new Given(properties.getProperty(key).strip(), "file " + file));
      } else if (!passedOver(key)) {
        throw unknown("key " + key + " in file " + file, Nearest.to(key, definition.names()));
      }
    }
  }

  private void addEnvironment(Map<String, String> environment, Map<String, Given> given) {
    Map<String, String> variableOfKey = new HashMap<>();
    environment.forEach(
        (variable, value) -> {
          if (!isSetting(variable) || value.isBlank()) {
            return;
          }
          Target target = target(variable);
          if (target == null) {
            return;
          }
          String other = variableOfKey.put(target.key, variable);
          if (other != null) {
            throw new ConfigurationException(
                "%s and %s both set %s: remove one".formatted(other, variable, target.key));
          }
          given.put(target.key, target.file ? secret(variable, value) : given(variable, value));
        });
  }

  private static boolean isSetting(String variable) {
    return variable.startsWith(VARIABLE_PREFIX)
        && !variable.startsWith(LAUNCHER_PREFIX)
        && !variable.equals(FILE_VARIABLE);
  }

  private @Nullable Target target(String variable) {
    String direct = keyOf(variable);
    if (direct != null) {
      return new Target(direct, false);
    }
    if (variable.endsWith(SECRET_FILE_SUFFIX)) {
      String bare = variable.substring(0, variable.length() - SECRET_FILE_SUFFIX.length());
      String key = keyOf(bare);
      if (key != null || isKafka(bare)) {
        return new Target(key != null ? key : asKey(bare), true);
      }
    }
    if (isKafka(variable)) {
      return new Target(asKey(variable), false);
    }
    if (passedOver(asKey(variable))) {
      return null;
    }
    throw unknown("variable " + variable, Nearest.to(variable, keyOfVariable.keySet()));
  }

  private @Nullable String keyOf(String variable) {
    String defined = keyOfVariable.get(variable);
    if (defined != null || !isKafka(variable)) {
      return defined;
    }
    String key = asKey(variable);
    return KafkaKeys.known(key.substring(Settings.KAFKA_PREFIX.length())) ? key : null;
  }

  private static boolean isKafka(String variable) {
    return variable.startsWith(variable(Settings.KAFKA_PREFIX));
  }

  private static String asKey(String variable) {
    String key = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    return isKafka(variable) ? key.substring(VARIABLE_PREFIX.length()) : key;
  }

  private boolean passedOver(String key) {
    return neighbours.stream().anyMatch(key::startsWith);
  }

  private static Given given(String variable, String value) {
    return new Given(value.strip(), "variable " + variable);
  }

  private static Given secret(String variable, String file) {
    try {
      return given(variable, Files.readString(Path.of(file.strip())));
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s names the file %s, which cannot be read (%s): correct the path or its permissions"
              .formatted(variable, file, e.getClass().getSimpleName()));
    }
  }

  private static ConfigurationException unknown(String what, String nearest) {
    return new ConfigurationException(
        "Unknown %s: did you mean %s? Correct or remove it".formatted(what, nearest));
  }

  private Settings settings(Map<String, Given> given) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    definition
        .configKeys()
        .forEach((name, key) -> values.put(name, value(key, given.remove(name))));
    given.forEach((name, raw) -> values.put(name, raw.value));
    return new Settings(definition, values);
  }

  private static @Nullable Object value(ConfigKey key, @Nullable Given given) {
    if (given == null && !key.hasDefault()) {
      throw new ConfigurationException(
          "%s is not set and has no default: set it in the settings file or as %s. %s"
              .formatted(key.name, variable(key.name), key.documentation));
    }
    if (given == null) {
      return key.defaultValue;
    }
    try {
      Object parsed = ConfigDef.parseType(key.name, given.value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, parsed);
      }
      return parsed;
    } catch (ConfigException e) {
      throw refused(key, given);
    }
  }

  private static ConfigurationException refused(ConfigKey key, Given given) {
    String shown = key.type == ConfigDef.Type.PASSWORD ? Settings.HIDDEN : given.value;
    String bound = key.validator == null ? "" : " in " + key.validator;
    return new ConfigurationException(
        "%s = %s (from %s) is refused: it must be %s%s. %s"
            .formatted(
                key.name,
                shown,
                given.source,
                key.type.name().toLowerCase(Locale.ROOT),
                bound,
                key.documentation));
  }

  private record Given(String value, String source) {}

  private record Target(String key, boolean file) {}
}
