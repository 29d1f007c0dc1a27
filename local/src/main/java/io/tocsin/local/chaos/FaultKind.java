package io.tocsin.local.chaos;

import java.util.Locale;

/** What can be done to a broker, a scorer, what they keep, or what they read. */
enum FaultKind {
  KILL_SCORER,
  PAUSE_SCORER,
  ADD_SCORER,
  REMOVE_SCORER,
  KILL_ONE_OF_TWO,
  KILL_BROKER,
  RESTART_BROKER,
  PAUSE_BROKER,
  REPEAT_INPUT,
  FULL_DISK,
  SPOIL_STATE,
  FOREIGN_STATE,
  DELETE_CHANGELOG,
  JUMP_CLOCK;

  /** As people read it. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
