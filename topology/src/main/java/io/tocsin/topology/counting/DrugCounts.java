package io.tocsin.topology.counting;

import java.util.HashMap;
import java.util.Map;

/** What is counted of one drug: its margin and its pairs by event. */
final class DrugCounts {
  final String drug;
  final Map<String, PairCounts> pairs = new HashMap<>();
  int reports;
  boolean isChanged;

  DrugCounts(String drug) {
    this.drug = drug;
  }
}
