package io.tocsin.schemas.report;

/** Whether a report stands, or has been withdrawn by its sender (E2B: nullification). */
public enum ReportStatus {
  ACTIVE,
  NULLIFIED
}
