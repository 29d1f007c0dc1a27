package io.tocsin.reasoning.limits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code limits.lua} is asked.
 *
 * @param instance which asks
 * @param fresh epoch of the state if there is none
 * @param clock of this instance, in milliseconds
 * @param whole limits of all instances together
 * @param scaled what is let through of them now
 * @param part of the limits that an instance takes at most while it cannot reach Redis
 * @param instances how many may run
 * @param lease how long after its last ticket an instance surely counts on Redis, in milliseconds
 * @param expiry of reservations, in milliseconds
 * @param months first days of months around now
 * @param told what Redis does not know yet, in the order that it happened
 * @param complete whether that is all that there is to tell
 * @param demand to decide on; absent when there is none
 * @param leaving whether the instance will not come back
 */
record Ask(
    String instance,
    String fresh,
    long clock,
    Known known,
    Limits whole,
    Limits scaled,
    Limits part,
    int instances,
    long lease,
    long expiry,
    List<Long> months,
    List<Told> told,
    boolean complete,
    @Nullable Told demand,
    boolean leaving) {}
