package io.tocsin.reasoning;

import io.tocsin.config.ConfigurationException;
import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.reasoning.assessment.UpgradeConfig;
import io.tocsin.reasoning.cache.CacheConfig;
import io.tocsin.reasoning.call.CallConfig;
import io.tocsin.reasoning.limits.LimitsConfig;
import io.tocsin.reasoning.limits.LimitsConfig.Tier;
import io.tocsin.reasoning.provider.Keys;
import io.tocsin.reasoning.provider.Prices;
import io.tocsin.reasoning.provider.ProviderConfig;
import io.tocsin.reasoning.provider.ProviderKind;
import io.tocsin.reasoning.provider.StructuredMode;
import io.tocsin.reasoning.redis.RedisConfig;
import io.tocsin.reasoning.semantic.LikeConfig;
import io.tocsin.schemas.json.Constants;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.jspecify.annotations.Nullable;

/** The settings that concern a language model, by name. */
final class ModelSettings {
  private static final String PREFIX = "tocsin.reasoning.";
  private static final String PROVIDER = PREFIX + "model.provider";
  private static final String URL = PREFIX + "model.url";
  private static final String NAME = PREFIX + "model.name";
  private static final String KEY = PREFIX + "model.api.key";
  private static final String KEY_FILE = PREFIX + "model.api.key.file";
  private static final String STRUCTURED = PREFIX + "model.structured";
  private static final String MAX_OUTPUT_TOKENS = PREFIX + "model.max.output.tokens";
  private static final String TEMPERATURE = PREFIX + "model.temperature";
  private static final String PRICES = PREFIX + "model.prices";
  private static final String CALL_TIMEOUT = PREFIX + "call.timeout.ms";
  private static final String CALL_DEADLINE = PREFIX + "call.deadline.ms";
  private static final String CALL_RETRIES = PREFIX + "call.retries";
  private static final String LIMIT_PATIENCE = PREFIX + "limits.patience.ms";
  private static final String PER_MINUTE = PREFIX + "limits.per.minute";
  private static final String PER_HOUR = PREFIX + "limits.per.hour";
  private static final String TOKENS_PER_MINUTE = PREFIX + "limits.tokens.per.minute";
  private static final String TENANT = PREFIX + "limits.tenant";
  private static final String TIER = PREFIX + "limits.tier";
  private static final String USD_PER_DAY = PREFIX + "limits.usd.per.day";
  private static final String USD_PER_MONTH = PREFIX + "limits.usd.per.month";
  private static final String SOFT_SHARE = PREFIX + "limits.soft.share";
  private static final String MAX_INSTANCES = PREFIX + "limits.max.instances";
  private static final String ADAPTIVE = PREFIX + "limits.adaptive";
  private static final String REDIS_URL = PREFIX + "redis.url";
  private static final String REDIS_TIMEOUT = PREFIX + "redis.timeout.ms";
  private static final String CACHE_TTL = PREFIX + "cache.ttl.ms";
  private static final String CACHE_BYTES = PREFIX + "cache.bytes";
  private static final String SEMANTIC = PREFIX + "cache.semantic";
  private static final String SEMANTIC_CHECKED = PREFIX + "cache.semantic.checked";
  private static final String UPGRADE_INTERVAL = PREFIX + "upgrade.interval.ms";
  private static final String UPGRADE_PATIENCE = PREFIX + "upgrade.patience.ms";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final String RULES = "rules";
  private static final int SECONDS = 1000;

  private ModelSettings() {}

  /** What the settings stand for; absent when rules alone reason. */
  static @Nullable ModelConfig config(Settings settings) {
    String provider = settings.string(PROVIDER);
    if (provider.equals(RULES)) {
      return null;
    }
    ProviderKind kind = constant(ProviderKind.class, provider);
    LimitsConfig limits = limits(settings);
    ModelConfig model =
        new ModelConfig(
            provider(kind, settings),
            keys(settings),
            Prices.parse(settings.string(PRICES)),
            call(settings),
            limits,
            redis(settings),
            cache(settings),
            like(settings),
            new UpgradeConfig(
                settings.duration(UPGRADE_INTERVAL), settings.duration(UPGRADE_PATIENCE)));
    requirePrices(model);
    return model;
  }

  private static ProviderConfig provider(ProviderKind kind, Settings settings) {
    String name = settings.string(NAME);
    if (name.isBlank()) {
      throw missing(NAME, "name the model, as the provider spells it");
    }
    double temperature = settings.decimal(TEMPERATURE);
    return new ProviderConfig(
        kind,
        url(kind, settings.string(URL)),
        name,
        constant(StructuredMode.class, settings.string(STRUCTURED)),
        settings.integer(MAX_OUTPUT_TOKENS),
        temperature < 0 ? null : (Double) temperature,
        CONNECT_TIMEOUT);
  }

  private static URI url(ProviderKind kind, String given) {
    if (!given.isBlank()) {
      return URI.create(given);
    }
    return switch (kind) {
      case OPENAI -> URI.create("https://api.openai.com/v1");
      case ANTHROPIC -> URI.create("https://api.anthropic.com");
      case OPENAI_COMPATIBLE -> throw missing(URL, "say where the server is");
    };
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Keys keys(Settings settings) {
    String file = settings.string(KEY_FILE);
    if (!file.isBlank()) {
      return Keys.file(Path.of(file));
    }
    return settings
        .secret(KEY)
        .map(Keys::fixed)
        .orElseThrow(
            () ->
                missing(KEY, "a provider needs a key; %s names a file of it".formatted(KEY_FILE)));
  }

  private static ConfigurationException missing(String key, String what) {
    return new ConfigurationException(
        "%s is not set: %s. Set it in the settings file or as %s, or set %s to %s"
            .formatted(key, what, SettingsReader.variable(key), PROVIDER, RULES));
  }

  private static CallConfig call(Settings settings) {
    CallConfig defaults = CallConfig.DEFAULTS;
    return new CallConfig(
        settings.duration(CALL_TIMEOUT),
        settings.duration(CALL_DEADLINE),
        settings.duration(LIMIT_PATIENCE),
        settings.integer(CALL_RETRIES),
        defaults.backoffBase(),
        defaults.backoffMax(),
        defaults.breakerFailures(),
        defaults.breakerOpen(),
        defaults.breakerTrials());
  }

  private static LimitsConfig limits(Settings settings) {
    return new LimitsConfig(
        settings.integer(PER_MINUTE),
        settings.integer(PER_HOUR),
        settings.longInteger(TOKENS_PER_MINUTE),
        settings.string(TENANT),
        constant(Tier.class, settings.string(TIER)),
        money(settings, USD_PER_DAY),
        money(settings, USD_PER_MONTH),
        settings.decimal(SOFT_SHARE),
        settings.integer(MAX_INSTANCES),
        settings.flag(ADAPTIVE),
        settings.duration(CALL_DEADLINE).multipliedBy(2));
  }

  private static @Nullable BigDecimal money(Settings settings, String key) {
    String amount = settings.string(key);
    return amount.isBlank() ? null : new BigDecimal(amount);
  }

  private static RedisConfig redis(Settings settings) {
    return new RedisConfig(
        settings.secret(REDIS_URL).orElse(null),
        settings.duration(REDIS_TIMEOUT),
        "tocsin:" + settings.string(SharedSettings.TOPIC_PREFIX));
  }

  private static CacheConfig cache(Settings settings) {
    CacheConfig defaults = CacheConfig.DEFAULTS;
    return new CacheConfig(
        settings.duration(CACHE_TTL),
        settings.longInteger(CACHE_BYTES),
        defaults.refresh(),
        defaults.ledgerTtl(),
        defaults.ledgerBytes(),
        defaults.lease());
  }

  private static LikeConfig like(Settings settings) {
    LikeConfig defaults = LikeConfig.DEFAULTS;
    return new LikeConfig(
        settings.flag(SEMANTIC),
        settings.decimal(SEMANTIC_CHECKED),
        settings.duration(CACHE_TTL),
        defaults.maxPerPartition(),
        defaults.maxAnswers(),
        defaults.maxEmbeddings());
  }

  private static void requirePrices(ModelConfig model) {
    LimitsConfig limits = model.limits();
    boolean money = limits.perDayUsd() != null || limits.perMonthUsd() != null;
    if (money && !model.prices().knows(model.provider().model())) {
      throw missing(
          PRICES,
          "a money limit needs the price of %s, as in %s=0.25/2.00 (US dollars for a million tokens in and out)"
              .formatted(model.provider().model(), model.provider().model()));
    }
  }

  static void define(ConfigDef definition) {
    defineProvider(definition);
    defineCall(definition);
    defineLimits(definition);
    defineMoney(definition);
    defineMemory(definition);
  }

  private static void defineProvider(ConfigDef definition) {
    text(
        definition,
        PROVIDER,
        RULES,
        ConfigDef.ValidString.in(RULES, "openai", "openai-compatible", "anthropic"),
        "What reasons: rules alone; or a model at OpenAI, at another server that speaks its chat"
            + " completions, or at Anthropic.");
    text(definition, URL, "", null, "Where the provider is; empty for its own address.");
    text(definition, NAME, "", null, "The model, as the provider spells it.");
    definition
        .define(
            KEY,
            ConfigDef.Type.PASSWORD,
            null,
            Importance.HIGH,
            "Key of the provider's API; better kept in a file.")
        .define(
            KEY_FILE,
            ConfigDef.Type.STRING,
            "",
            Importance.HIGH,
            "File that holds the key; read again when it changes.")
        .define(
            MAX_OUTPUT_TOKENS,
            ConfigDef.Type.INT,
            2000,
            Range.between(100, 100_000),
            Importance.MEDIUM,
            "Most tokens of an answer.")
        .define(
            TEMPERATURE,
            ConfigDef.Type.DOUBLE,
            0.0,
            Range.between(-1.0, 2.0),
            Importance.LOW,
            "Randomness of the answer; -1 leaves it to the provider, as some models demand.");
    text(
        definition,
        STRUCTURED,
        "json_schema",
        ConfigDef.ValidString.in("json_schema", "json_object", "prompt_only"),
        "How the provider is told the form of answers; servers differ. It is always checked here.");
    text(
        definition,
        PRICES,
        "",
        null,
        "US dollars for a million tokens in and out, by model: NAME=0.25/2.00, separated by"
            + " commas.");
  }

  private static void defineCall(ConfigDef definition) {
    millis(definition, CALL_TIMEOUT, 30, 600, "When one call is given up.");
    millis(definition, CALL_DEADLINE, 45, 600, "When a question is, with all its tries and waits.");
    millis(
        definition,
        LIMIT_PATIENCE,
        5,
        60,
        "How long a call waits for a limit before rules answer instead.");
    definition.define(
        CALL_RETRIES,
        ConfigDef.Type.INT,
        3,
        Range.between(0, 10),
        Importance.LOW,
        "Further tries of a call that failed.");
    millis(
        definition, UPGRADE_INTERVAL, 30, 3600, "When a model is asked again after rules had to.");
    millis(
        definition,
        UPGRADE_PATIENCE,
        24 * 3600,
        7 * 24 * 3600,
        "When that is given up, and the rules' answer stands.");
  }

  private static void defineLimits(ConfigDef definition) {
    definition
        .define(
            PER_MINUTE,
            ConfigDef.Type.INT,
            50,
            Range.between(1, 100_000),
            Importance.HIGH,
            "Calls in any rolling minute, over all instances.")
        .define(
            PER_HOUR,
            ConfigDef.Type.INT,
            500,
            Range.between(1, 1_000_000),
            Importance.HIGH,
            "Calls in any rolling hour, over all instances.")
        .define(
            TOKENS_PER_MINUTE,
            ConfigDef.Type.LONG,
            200_000L,
            Range.between(1, 1_000_000_000),
            Importance.MEDIUM,
            "Tokens in any rolling minute, over all instances.")
        .define(
            MAX_INSTANCES,
            ConfigDef.Type.INT,
            4,
            Range.between(1, 1000),
            Importance.MEDIUM,
            "Instances that may run at once: each takes its part of every limit while they cannot"
                + " count together in Redis.")
        .define(
            ADAPTIVE,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether fewer calls are made while the provider is under load.");
    text(
        definition,
        TENANT,
        "default",
        SharedSettings.matching("[a-zA-Z0-9._-]{1,64}"),
        "Whose calls they are.");
    text(
        definition,
        TIER,
        "enterprise",
        ConfigDef.ValidString.in(
            Arrays.stream(Tier.values()).map(Constants::wireName).toArray(String[]::new)),
        "What the tenant may call in an hour: free 100, basic 1,000, pro 10,000, enterprise as much"
            + " as the other limits allow.");
  }

  private static void defineMoney(ConfigDef definition) {
    ConfigDef.Validator amount = SharedSettings.matching("([0-9]{1,9}(\\.[0-9]{1,6})?)?");
    text(definition, USD_PER_DAY, "", amount, "US dollars in a UTC day; empty for no bound.");
    text(definition, USD_PER_MONTH, "", amount, "US dollars in a UTC month; empty for no bound.");
    definition.define(
        SOFT_SHARE,
        ConfigDef.Type.DOUBLE,
        0.8,
        Range.between(0.01, 1.0),
        Importance.LOW,
        "Share of a money bound from which health warns.");
  }

  private static void defineMemory(ConfigDef definition) {
    definition.define(
        REDIS_URL,
        ConfigDef.Type.PASSWORD,
        null,
        Importance.HIGH,
        "Redis, as redis://HOST:PORT/DATABASE: instances then share limits, answers and what was"
            + " paid for. Not set, each has its part.");
    definition.define(
        REDIS_TIMEOUT,
        ConfigDef.Type.LONG,
        200L,
        Range.between(10, 10_000),
        Importance.LOW,
        "When a command to Redis has failed.");
    millis(definition, CACHE_TTL, 3600, 7 * 24 * 3600, "How long an answer is used again.");
    definition
        .define(
            CACHE_BYTES,
            ConfigDef.Type.LONG,
            32L << 20,
            Range.between(1 << 20, 1L << 34),
            Importance.LOW,
            "Memory for answers in this instance.")
        .define(
            SEMANTIC,
            ConfigDef.Type.BOOLEAN,
            LikeConfig.DEFAULTS.enabled(),
            Importance.LOW,
            "Whether an answer is also used for a question that differs in the wording of"
                + " publications alone; needs the module text-encoder.")
        .define(
            SEMANTIC_CHECKED,
            ConfigDef.Type.DOUBLE,
            LikeConfig.DEFAULTS.shadowShare(),
            Range.between(0.0, 1.0),
            Importance.LOW,
            "Share of such questions for which the model is asked all the same, to measure how"
                + " often it says something else.");
  }

  private static void text(
      ConfigDef definition,
      String key,
      String byDefault,
      ConfigDef.@Nullable Validator validator,
      String documentation) {
    definition.define(
        key, ConfigDef.Type.STRING, byDefault, validator, Importance.MEDIUM, documentation);
  }

  private static void millis(
      ConfigDef definition, String key, int seconds, int most, String documentation) {
    definition.define(
        key,
        ConfigDef.Type.LONG,
        (long) seconds * SECONDS,
        Range.between(10, (long) most * SECONDS),
        Importance.LOW,
        documentation);
  }
}
