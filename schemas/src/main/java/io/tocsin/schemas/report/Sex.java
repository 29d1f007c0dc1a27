package io.tocsin.schemas.report;

/** A patient's sex as reported; absent when unknown. */
public enum Sex {
  FEMALE,
  MALE
}
