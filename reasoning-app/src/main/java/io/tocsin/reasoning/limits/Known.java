package io.tocsin.reasoning.limits;

import java.util.Map;

/**
 * What an instance knows of the state in Redis, for the case that it is lost.
 *
 * @param epoch of the state; empty when it never had an answer
 * @param ticket Redis time of the last answer, in milliseconds
 * @param asked when that answer was asked for, by this instance's clock, in milliseconds
 * @param heard when it came
 * @param hourByAge calls of the hour before now by their least age in milliseconds
 * @param tenantByAge the tenant's among them
 * @param day which {@code dayUsed} is of, counted from 1970
 * @param dayUsed micro-dollars
 * @param month which {@code monthUsed} is of: its first day
 * @param monthUsed micro-dollars
 * @param instances which Redis knew
 */
record Known(
    String epoch,
    long ticket,
    long asked,
    long heard,
    Map<Long, Long> hourByAge,
    Map<Long, Long> tenantByAge,
    long day,
    long dayUsed,
    long month,
    long monthUsed,
    String instances) {}
