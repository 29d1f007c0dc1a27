package io.tocsin.schemas.report;

/** The system or kind of collection a report came from. */
public enum ReportSource {
  FAERS,
  VAERS,
  EUDRAVIGILANCE,
  LITERATURE,
  SOCIAL,
  RWE,
  CLINICAL_TRIAL,
  OTHER
}
