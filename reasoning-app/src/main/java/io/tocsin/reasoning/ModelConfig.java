package io.tocsin.reasoning;

import io.tocsin.reasoning.assessment.UpgradeConfig;
import io.tocsin.reasoning.cache.CacheConfig;
import io.tocsin.reasoning.call.CallConfig;
import io.tocsin.reasoning.limits.LimitsConfig;
import io.tocsin.reasoning.provider.Keys;
import io.tocsin.reasoning.provider.Prices;
import io.tocsin.reasoning.provider.ProviderConfig;
import io.tocsin.reasoning.redis.RedisConfig;
import io.tocsin.reasoning.semantic.LikeConfig;

/** All that reasoning by a language model is told. */
public record ModelConfig(
    ProviderConfig provider,
    Keys keys,
    Prices prices,
    CallConfig call,
    LimitsConfig limits,
    RedisConfig redis,
    CacheConfig cache,
    LikeConfig like,
    UpgradeConfig upgrades) {}
