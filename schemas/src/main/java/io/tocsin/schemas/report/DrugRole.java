package io.tocsin.schemas.report;

/** How the reporter sees a drug's part in the reaction (E2B R3 G.k.1). */
public enum DrugRole {
  PRIMARY_SUSPECT,
  SECONDARY_SUSPECT,
  INTERACTING,
  CONCOMITANT
}
