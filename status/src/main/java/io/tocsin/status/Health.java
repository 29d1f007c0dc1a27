package io.tocsin.status;

import java.util.List;

/** What a program tells about itself. Asked on request threads, so thread-safe and quick. */
public interface Health {
  /** Whether the process is worth keeping: when not, an orchestrator restarts it. */
  boolean live();

  /** Whether it does its work now: not while it starts, restores, rebalances or stops. */
  boolean ready();

  /** Every part of the program. The worst of them is the program's state. */
  List<HealthComponent> components();
}
