package io.tocsin.reasoning.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code limits.lua} answers.
 *
 * @param at Redis time, in milliseconds
 * @param epoch of the state; another one when the state was lost
 * @param refused the limit with the longest wait; absent when the call was granted or none asked
 *     for
 * @param retryAfter in milliseconds
 * @param minute calls in the window, as are the next two
 * @param tokens in the window
 * @param day counted from 1970
 * @param dayUsed micro-dollars
 * @param month its first day
 * @param monthUsed micro-dollars
 * @param hourByAge calls of all instances by their least age in milliseconds
 * @param tenantByAge the tenant's among them
 * @param withheld how many instances' parts are kept for them
 * @param instances which Redis knows
 */
record Answer(
    long at,
    String epoch,
    @Nullable String refused,
    long retryAfter,
    long minute,
    long hour,
    long tenant,
    long tokens,
    long day,
    long dayUsed,
    long month,
    long monthUsed,
    Map<Long, Long> hourByAge,
    Map<Long, Long> tenantByAge,
    int withheld,
    String instances) {}
