package io.tocsin.reasoning.semantic;

import java.util.Arrays;

/** Where a text lies among texts: a vector of length 1. */
public final class Embedding {
  private static final double TOLERANCE = 1e-3;

  private final float[] unit;

  /**
   * @param unit copied
   * @throws IllegalArgumentException when its length is not 1
   */
  public Embedding(float[] unit) {
    this.unit = unit.clone();
    double squaredLength = product(this.unit, this.unit);
    if (!(Math.abs(squaredLength - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "an embedding must have length 1, and the square of this one's is " + squaredLength);
    }
  }

  /**
   * Cosine of the angle between two texts: 1 for the same, about 0 for unrelated ones.
   *
   * @throws IllegalArgumentException when they have different dimensions
   */
  public double cosine(Embedding other) {
    if (unit.length != other.unit.length) {
      throw new IllegalArgumentException(
          "embeddings of %d and %d dimensions cannot be compared"
              .formatted(unit.length, other.unit.length));
    }
    return product(unit, other.unit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding embedding && Arrays.equals(unit, embedding.unit);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(unit);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
