package io.tocsin.schemas.detection;

/**
 * The closed list of what is asked about every alert: the considerations of signal validation in
 * EMA's Good Pharmacovigilance Practices, Module IX, and the viewpoints of Bradford Hill (1965).
 */
public enum Criterion {
  /** GVP IX: there are enough reports to look at. */
  NUMBER_OF_REPORTS(Framework.GVP_IX),
  /** GVP IX: the pair is reported more often than expected. */
  DISPROPORTIONALITY(Framework.GVP_IX),
  /** GVP IX: the reaction was serious. */
  SERIOUSNESS(Framework.GVP_IX),
  /** GVP IX: reports of the pair become more frequent. */
  REPORTING_TREND(Framework.GVP_IX),
  /** GVP IX: the reaction followed the exposure in a fitting time. */
  TIME_TO_ONSET(Framework.GVP_IX),
  /** GVP IX: it abated on withdrawal or came back on re-exposure. */
  DECHALLENGE_RECHALLENGE(Framework.GVP_IX),
  /** GVP IX: other causes are unlikely. */
  NO_ALTERNATIVE_CAUSE(Framework.GVP_IX),
  /** GVP IX: a mechanism is known. */
  MECHANISM(Framework.GVP_IX),
  /** GVP IX: the product information does not list the reaction yet. */
  NOT_LABELLED(Framework.GVP_IX),
  /** GVP IX: a group such as children, the pregnant or the elderly is affected. */
  SPECIAL_POPULATION(Framework.GVP_IX),
  /** GVP IX: trials, literature or other databases point the same way. */
  OTHER_SOURCES(Framework.GVP_IX),

  /** Bradford Hill: the association is strong. */
  STRENGTH(Framework.BRADFORD_HILL),
  /** Bradford Hill: it is seen by different observers. */
  CONSISTENCY(Framework.BRADFORD_HILL),
  /** Bradford Hill: the event is mostly seen with this drug. */
  SPECIFICITY(Framework.BRADFORD_HILL),
  /** Bradford Hill: exposure precedes the event. */
  TEMPORALITY(Framework.BRADFORD_HILL),
  /** Bradford Hill: a higher dose gives more of it. */
  BIOLOGICAL_GRADIENT(Framework.BRADFORD_HILL),
  /** Bradford Hill: biology explains it. */
  PLAUSIBILITY(Framework.BRADFORD_HILL),
  /** Bradford Hill: it does not conflict with what is known of the disease. */
  COHERENCE(Framework.BRADFORD_HILL),
  /** Bradford Hill: taking the exposure away changes the outcome. */
  EXPERIMENT(Framework.BRADFORD_HILL),
  /** Bradford Hill: similar drugs do similar things. */
  ANALOGY(Framework.BRADFORD_HILL);

  private final Framework framework;

  Criterion(Framework framework) {
    this.framework = framework;
  }

  /** Where the question comes from. */
  public Framework framework() {
    return framework;
  }

  /** Sources of the questions. */
  public enum Framework {
    /** EMA, Guideline on good pharmacovigilance practices, Module IX (signal management). */
    GVP_IX,
    /** Hill AB, The environment and disease: association or causation?, 1965. */
    BRADFORD_HILL
  }
}
