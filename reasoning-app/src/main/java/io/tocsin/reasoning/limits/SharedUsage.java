package io.tocsin.reasoning.limits;

import io.tocsin.reasoning.redis.RedisUnavailableException;

/** What all instances took from every limit, kept in one place. Thread-safe. */
interface SharedUsage {
  /**
   * Takes in what it is told, then decides, in one step.
   *
   * @throws RedisUnavailableException when there is no answer in time; it may have been taken in
   *     nevertheless, or may yet be
   */
  Answer ask(Ask ask) throws RedisUnavailableException;
}
