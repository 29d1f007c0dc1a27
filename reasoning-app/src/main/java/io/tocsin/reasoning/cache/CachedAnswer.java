package io.tocsin.reasoning.cache;

import io.tocsin.schemas.detection.Usage;

/**
 * A finished answer that passed validation.
 *
 * @param answer as JSON
 * @param usage what it had taken, and what every further use of it saves
 */
public record CachedAnswer(String answer, Usage usage) {}
