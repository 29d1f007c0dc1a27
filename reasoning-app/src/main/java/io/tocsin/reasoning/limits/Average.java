package io.tocsin.reasoning.limits;

/** An average that forgets: each value has the same weight against all before. */
final class Average {
  private final double weight;
  private double value;
  private boolean any;

  /**
   * @param weight of the newest value, in (0, 1]
   */
  Average(double weight) {
    this.weight = weight;
  }

  void add(double next) {
    value = any ? value + weight * (next - value) : next;
    any = true;
  }

  /** 0 before the first value. */
  double value() {
    return value;
  }
}
