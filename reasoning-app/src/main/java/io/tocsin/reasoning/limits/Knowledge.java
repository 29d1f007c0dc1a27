package io.tocsin.reasoning.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance was last told by Redis, and what it may take on its own because of that. Not
 * thread-safe.
 *
 * <p>From its last answer on an instance must reckon with the others taking all there is, until its
 * lease is over and they keep its part for it. So it takes nothing for the lease and a minute, and
 * of the hour only its part of what the others have surely left. Before its first answer it takes
 * everything to be used.
 */
final class Knowledge {
  /**
   * How long after its last ticket an instance surely counts on Redis, in milliseconds; many
   * heartbeats, and less than a minute.
   */
  static final long LEASE = 5 * Window.SECOND;

  private final Limits whole;
  private final Limits part;
  private final int instances;

  private Answer last;
  private long asked;
  private long heard;
  private Window hour;
  private Window tenant;

  /**
   * @param whole limits of all instances together
   * @param instances how many may run
   * @param now in milliseconds
   */
  Knowledge(Limits whole, int instances, long now) {
    this.whole = whole;
    this.part = whole.part(instances);
    this.instances = instances;
    this.last = everythingUsed(whole, now);
    this.asked = now;
    this.heard = now;
    this.hour = window(last.hourByAge(), now);
    this.tenant = window(last.tenantByAge(), now);
  }

  /**
   * Takes in an answer to a request that told Redis all there was to tell.
   *
   * @param askedAt when it was asked for
   */
  void hear(Answer answer, long askedAt, long now) {
    last = answer;
    asked = askedAt;
    heard = now;
    hour = window(answer.hourByAge(), now);
    tenant = window(answer.tenantByAge(), now);
  }

  /** Whether the others may already be keeping this instance's part for it. */
  boolean alone(long now) {
    return now >= heard + LEASE;
  }

  /** What this instance may take on its own at a time, if Redis is silent until then. */
  Limits parts(long at) {
    boolean minuteUnknown = at < heard + LEASE + Window.SLOTS * Window.SECOND;
    return new Limits(
        minuteUnknown ? 0 : part.minute(),
        left(whole.hour(), hour.used(at) + unheard(at, part.hour())),
        minuteUnknown ? 0 : part.tokens(),
        left(whole.tenant(), tenant.used(at) + unheard(at, orZero(part.tenant()))),
        left(whole.day(), UtcDate.day(at) == last.day() ? last.dayUsed() : 0),
        left(whole.month(), UtcDate.month(at) == last.month() ? last.monthUsed() : 0));
  }

  /** What Redis has to know in case its state is lost. */
  Known known(long now) {
    return new Known(
        last.epoch(),
        last.at(),
        asked,
        heard,
        hour.byAge(now),
        tenant.byAge(now),
        last.day(),
        last.dayUsed(),
        last.month(),
        last.monthUsed(),
        last.instances());
  }

  /** What others can have taken in the hour before a time, unknown to this instance. */
  private long unheard(long at, long partOfOne) {
    boolean over = at >= heard + LEASE + Window.SLOTS * Window.MINUTE;
    return over ? 0 : whole.minute() + last.withheld() * partOfOne;
  }

  private long left(long limit, long used) {
    return Math.max(0, limit - used) / instances;
  }

  private @Nullable Long left(@Nullable Long limit, long used) {
    return limit == null ? null : left((long) limit, used);
  }

  private static Answer everythingUsed(Limits whole, long now) {
    return new Answer(
        0,
        "",
        null,
        0,
        whole.minute(),
        whole.hour(),
        orZero(whole.tenant()),
        whole.tokens(),
        UtcDate.day(now),
        orZero(whole.day()),
        UtcDate.month(now),
        orZero(whole.month()),
        Map.of(0L, whole.hour()),
        Map.of(0L, orZero(whole.tenant())),
        0,
        "");
  }

  private static long orZero(@Nullable Long limit) {
    return limit == null ? 0 : limit;
  }

  private static Window window(Map<Long, Long> byAge, long now) {
    Window window = new Window(Window.MINUTE);
    byAge.forEach((age, calls) -> window.add(now - age, Rank.OTHER, calls));
    return window;
  }
}
