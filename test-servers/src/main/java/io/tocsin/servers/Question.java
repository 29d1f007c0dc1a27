package io.tocsin.servers;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked a {@link ModelServer}.
 *
 * @param system all that was said in the system's role
 * @param user all that was said in the user's role
 * @param schema JSON Schema that the answer must fit; absent when none was given
 * @param body the whole request
 */
public record Question(
    String model, String system, String user, @Nullable JsonNode schema, JsonNode body) {}
