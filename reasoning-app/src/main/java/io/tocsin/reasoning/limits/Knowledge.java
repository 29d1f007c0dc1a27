package io.tocsin.reasoning.limits;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance was last told by Redis, and what it may take on its own because of that. Not
 * thread-safe.
 *
 * <p>From its last answer on an instance must reckon with the others taking all there is, until its
 * lease is over and they keep its part for it. So it takes nothing for the lease and a minute, and
 * of the hour only its part of what the others had surely left. Before its first answer it takes
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

  private String epoch = "";
  private long ticket;
  private long heard;
  private Window hour = new Window(Window.MINUTE);
  private Window tenant = new Window(Window.MINUTE);
  private long day;
  private long dayUsed;
  private long month;
  private long monthUsed;
  private int withheld;
  private String names = "";

  /**
   * @param whole limits of all instances together
   * @param now in milliseconds
   */
  Knowledge(Limits whole, int instances, long now) {
    this.whole = whole;
    this.part = whole.part(instances);
    this.instances = instances;
    this.heard = now;
    hour.add(now, Rank.OTHER, whole.hour());
    tenant.add(now, Rank.OTHER, bound(whole.tenant()));
    this.day = UtcDate.day(now);
    this.dayUsed = bound(whole.day());
    this.month = UtcDate.month(now);
    this.monthUsed = bound(whole.month());
  }

  /** Takes in an answer to a request that told Redis all there was to tell. */
  void hear(Answer answer, long now) {
    epoch = answer.epoch();
    ticket = answer.at();
    heard = now;
    hour = window(answer.hourByAge(), now);
    tenant = window(answer.tenantByAge(), now);
    day = answer.day();
    dayUsed = answer.dayUsed();
    month = answer.month();
    monthUsed = answer.monthUsed();
    withheld = answer.withheld();
    names = answer.instances();
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
        left(whole.hour(), hourUsed(at)),
        minuteUnknown ? 0 : part.tokens(),
        whole.tenant() == null ? null : left(whole.tenant(), tenantUsed(at)),
        whole.day() == null ? null : left(whole.day(), UtcDate.day(at) == day ? dayUsed : 0),
        whole.month() == null
            ? null
            : left(whole.month(), UtcDate.month(at) == month ? monthUsed : 0));
  }

  /** What Redis has to know in case its state is lost. */
  Known known(long now) {
    return new Known(
        epoch,
        ticket,
        heard,
        hour.byAge(now),
        tenant.byAge(now),
        day,
        dayUsed,
        month,
        monthUsed,
        names);
  }

  private long hourUsed(long at) {
    return hour.used(at) + unheard(at, part.hour());
  }

  private long tenantUsed(long at) {
    return tenant.used(at) + unheard(at, bound(part.tenant()));
  }

  /** What others can have taken in an hour before a time, without this instance's knowledge. */
  private long unheard(long at, long partOfOne) {
    boolean over = at >= heard + LEASE + Window.SLOTS * Window.MINUTE;
    return over ? 0 : whole.minute() + withheld * partOfOne;
  }

  private long left(long limit, long used) {
    return Math.max(0, limit - used) / instances;
  }

  private static long bound(@Nullable Long limit) {
    return limit == null ? 0 : limit;
  }

  private static Window window(Map<Long, Long> byAge, long now) {
    Window window = new Window(Window.MINUTE);
    byAge.forEach((age, calls) -> window.add(now - age, Rank.OTHER, calls));
    return window;
  }
}
