package io.tocsin.reasoning.limits;

/**
 * What one call takes, as Redis is told.
 *
 * @param id of the call, known to no other one; Redis counts it once however often it is told
 * @param micros of a dollar
 * @param at when, by this instance's clock, in milliseconds
 * @param settled whether the call was made and took this; else it was admitted and is expected to
 */
record Told(String id, Rank rank, long tokens, long micros, long at, boolean settled) {
  static Told admitted(String id, Demand demand, long at) {
    return of(id, demand, at, false);
  }

  static Told settled(String id, Demand taken, long at) {
    return of(id, taken, at, true);
  }

  private static Told of(String id, Demand demand, long at, boolean settled) {
    return new Told(
        id, Rank.of(demand.level()), demand.tokens(), Micros.spent(demand.costUsd()), at, settled);
  }
}
