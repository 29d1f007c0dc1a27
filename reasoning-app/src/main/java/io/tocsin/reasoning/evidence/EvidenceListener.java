package io.tocsin.reasoning.evidence;

/** Is told what evidence is missing, to be counted. Called from many threads at once. */
@FunctionalInterface
public interface EvidenceListener {
  /** Lets nobody know. */
  EvidenceListener NONE = (_, _) -> {};

  /** Something of a source is missing. */
  void missed(String source, Reason reason);

  /** Why something is missing: a closed list. */
  enum Reason {
    /** There was no answer within the deadline. */
    LATE,
    /** The source failed or said that it cannot tell. */
    FAILED,
    /** The source was not asked, because it failed too often. */
    NOT_ASKED,
    /** This program stops and did not wait. */
    INTERRUPTED,
    /** A fact was dropped, because its id stood in the evidence before. */
    DUPLICATE
  }
}
