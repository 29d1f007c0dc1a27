package io.tocsin.local.recount;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A figure in which the stream and the batch differ.
 *
 * @param table such as {@code pairs}
 * @param entry such as a pair's key
 * @param figure path of what differs in the entry, such as {@code measures.ebgm.lower}
 * @param recounted its JSON in the batch, null when it is not there
 * @param stream its JSON in the stream
 */
@JsonPropertyOrder({"table", "entry", "figure", "recounted", "stream"})
record Difference(String table, String entry, String figure, JsonNode recounted, JsonNode stream) {}
