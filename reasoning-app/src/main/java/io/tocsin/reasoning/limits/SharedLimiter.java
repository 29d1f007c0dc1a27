package io.tocsin.reasoning.limits;

import io.tocsin.reasoning.redis.RedisUnavailableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of all instances together in Redis, and this instance's part alone while Redis
 * does not answer.
 *
 * <p>No rolling minute or hour holds more calls than its limit, whatever happens to Redis:
 *
 * <ul>
 *   <li><b>Cut off.</b> An instance that has no answer takes nothing on its own for its lease and a
 *       minute; then its part (the limit divided by the number of instances) of what the others can
 *       have left. Redis keeps that part for every instance that it has not heard for the lease. An
 *       answer counts for the lease only when the instance says, in its next request, that it got
 *       it: so a request that Redis executes late never lets the others think that it is back.
 *   <li><b>Back again.</b> An instance first tells Redis which calls it made on its own, and until
 *       it has told all, its part stays kept. Whatever it tells is counted once.
 *   <li><b>State lost</b> (flushed, restarted, restored from an old copy, or on a clock that
 *       stepped by more than a minute). Every instance knows the state by its epoch, and the time
 *       and totals that it was last told. The first that meets another state declares the minute
 *       full; each sees to it that the hour and the money are at least as full as it knew, and the
 *       hour by another minute's limit, for calls that it could not know.
 * </ul>
 *
 * <p>What remains: (1) A state that is lost while no instance that knew it lives on begins at zero.
 * (2) A part is kept for a silent instance for an hour, and for no more instances than may run:
 * when one is cut off for longer while others are not, or dies after having been cut off and is
 * replaced, its own calls may come on top. (3) Money that others reserved after the last answer is
 * not known, so up to a lease's spending may pass a bound of money. (4) An instance that never
 * reached Redis takes all to be used: no call for an hour, and no money for a day or month.
 */
final class SharedLimiter implements RateLimiter {
  /** Within which every instance asks Redis once; well below the lease. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private static final int TOLD_AT_ONCE = 500;

  private final LimitsConfig config;
  private final Limits whole;
  private final SharedUsage usage;
  private final String name;
  private final LongSupplier millis;
  private final DoubleSupplier share;
  private final AtomicLong sequence = new AtomicLong();
  private final Heartbeat heartbeat = new Heartbeat(this::contact, HEARTBEAT);

  private final ReentrantLock lock = new ReentrantLock();
  private final Knowledge knowledge;
  private final LinkedHashSet<Told> untold = new LinkedHashSet<>();
  private LocalLimiter local;
  private boolean localUsed;
  private @Nullable String trouble;

  /**
   * @param name of this instance, unlike that of any other, earlier ones included; without commas
   * @param millis since 1970, not going back
   * @param share of the limits that is let through
   */
  SharedLimiter(
      LimitsConfig config,
      SharedUsage usage,
      String name,
      LongSupplier millis,
      DoubleSupplier share) {
    this.config = config;
    this.whole = Limits.of(config);
    this.usage = usage;
    this.name = name;
    this.millis = millis;
    this.share = share;
    this.knowledge = new Knowledge(whole, config.maxInstances(), millis.getAsLong());
    this.local = newLocal();
  }

  /** Begins to keep in touch with Redis. */
  void start() {
    heartbeat.start();
  }

  @Override
  public Decision reserve(Demand demand) {
    String id = unique();
    if (!inTouch() && contact() == null) {
      return decideAlone(id, demand);
    }
    try {
      Answer answer = ask(Told.admitted(id, demand, millis.getAsLong()), false);
      return answer.refused() == null
          ? new Call(id, demand, null)
          : new Decision.Refused(answer.refused(), Duration.ofMillis(answer.retryAfter()));
    } catch (RedisUnavailableException e) {
      Decision decision = decideAlone(id, demand);
      if (decision instanceof Decision.Refused) {
        cancel(id, demand);
      }
      return decision;
    }
  }

  @Override
  public LimitStatus status() {
    Answer answer = contact();
    if (answer != null) {
      return shared(answer);
    }
    lock.lock();
    try {
      return local.status(trouble);
    } finally {
      lock.unlock();
    }
  }

  /** Tells Redis what it does not know yet, and that this instance will not come back. */
  @Override
  public void close() {
    heartbeat.close();
    if (contact() != null) {
      try {
        Answer _ = ask(null, true);
      } catch (RedisUnavailableException e) {
        lost(e);
      }
    }
  }

  /**
   * Tells Redis all that it does not know yet.
   *
   * @return absent when Redis did not answer
   */
  @Nullable Answer contact() {
    try {
      Answer answer = ask(null, false);
      while (!inTouch()) {
        answer = ask(null, false);
      }
      return answer;
    } catch (RedisUnavailableException e) {
      lost(e);
      return null;
    }
  }

  private Answer ask(@Nullable Told demand, boolean leaving) throws RedisUnavailableException {
    Ask ask = request(demand, leaving);
    Answer answer = usage.ask(ask);
    lock.lock();
    try {
      ask.told().forEach(untold::remove);
      if (ask.complete()) {
        knowledge.hear(answer, ask.clock(), millis.getAsLong());
        startLocalAnew();
      }
      trouble = null;
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private Ask request(@Nullable Told demand, boolean leaving) {
    double let = share.getAsDouble();
    lock.lock();
    try {
      long now = millis.getAsLong();
      List<Told> told = untold.stream().limit(TOLD_AT_ONCE).toList();
      return new Ask(
          name,
          unique(),
          now,
          knowledge.known(now),
          whole,
          whole.scaled(let),
          whole.part(config.maxInstances()),
          config.maxInstances(),
          Knowledge.LEASE,
          config.expiry().toMillis(),
          UtcDate.monthsAround(now),
          told,
          told.size() == untold.size(),
          demand,
          leaving);
    } finally {
      lock.unlock();
    }
  }

  private boolean inTouch() {
    lock.lock();
    try {
      return !knowledge.alone(millis.getAsLong()) && untold.size() <= TOLD_AT_ONCE;
    } finally {
      lock.unlock();
    }
  }

  private void lost(RedisUnavailableException e) {
    lock.lock();
    try {
      trouble = "Redis does not answer: " + e.getMessage();
    } finally {
      lock.unlock();
    }
  }

  private Decision decideAlone(String id, Demand demand) {
    lock.lock();
    try {
      Decision decision = local.reserve(demand);
      if (!(decision instanceof Decision.Granted granted)) {
        return decision;
      }
      localUsed = true;
      untold.add(Told.admitted(id, demand, millis.getAsLong()));
      return new Call(id, demand, granted);
    } finally {
      lock.unlock();
    }
  }

  /** Gives back the tokens and the money of a reservation that Redis may have made. */
  private void cancel(String id, Demand demand) {
    tell(Told.settled(id, new Demand(demand.level(), 0, BigDecimal.ZERO), millis.getAsLong()));
  }

  private void tell(Told what) {
    lock.lock();
    try {
      untold.add(what);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the calls that were made alone, once Redis knows all of them. */
  private void startLocalAnew() {
    if (localUsed && untold.isEmpty()) {
      local = newLocal();
      localUsed = false;
    }
  }

  private LocalLimiter newLocal() {
    return new LocalLimiter(knowledge::parts, config.expiry(), millis, share, null);
  }

  private String unique() {
    return name + ":" + sequence.incrementAndGet();
  }

  private LimitStatus shared(Answer answer) {
    return new LimitStatus(
        new LimitStatus.Use<>(answer.minute(), whole.minute()),
        new LimitStatus.Use<>(answer.hour(), whole.hour()),
        new LimitStatus.Use<>(answer.tenant(), whole.tenant()),
        new LimitStatus.Use<>(answer.tokens(), whole.tokens()),
        new LimitStatus.Use<>(Micros.usd(answer.dayUsed()), Micros.usdOrNone(whole.day())),
        new LimitStatus.Use<>(Micros.usd(answer.monthUsed()), Micros.usdOrNone(whole.month())),
        true,
        null,
        share.getAsDouble(),
        Instant.ofEpochMilli(answer.at()));
  }

  /** A call that was granted; settled once. */
  private final class Call implements Decision.Granted {
    private final String id;
    private final Demand demand;
    private final @Nullable Granted grantedAlone;
    private final AtomicBoolean settled = new AtomicBoolean();

    Call(String id, Demand demand, @Nullable Granted grantedAlone) {
      this.id = id;
      this.demand = demand;
      this.grantedAlone = grantedAlone;
    }

    @Override
    public void settle(long tokens, BigDecimal costUsd) {
      Demand taken = new Demand(demand.level(), tokens, costUsd);
      if (!settled.compareAndSet(false, true)) {
        return;
      }
      if (grantedAlone != null) {
        grantedAlone.settle(tokens, costUsd);
      }
      tell(Told.settled(id, taken, millis.getAsLong()));
      heartbeat.wake();
    }
  }
}
