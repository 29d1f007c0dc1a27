package io.tocsin.local.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/** Ranks the answers to many requests; equal ones keep the order of the requests. */
final class Ranking {
  private Ranking() {}

  /** The answers with their ranks, highest fusion score first. */
  static List<SignalResponse> of(List<SignalResponse> responses) {
    IdentityHashMap<SignalResponse, Integer> byCount = new IdentityHashMap<>();
    for (SignalResponse response :
        sorted(responses, Comparator.comparingLong(SignalResponse::count))) {
      byCount.put(response, byCount.size() + 1);
    }
    List<SignalResponse> ranked = new ArrayList<>();
    for (SignalResponse response :
        sorted(responses, Comparator.comparingDouble(SignalResponse::fusionScore))) {
      ranked.add(
          response.ranked(ranked.size() + 1, byCount.getOrDefault(response, 0), responses.size()));
    }
    return ranked;
  }

  private static List<SignalResponse> sorted(
      List<SignalResponse> responses, Comparator<SignalResponse> ascending) {
    return responses.stream().sorted(ascending.reversed()).toList();
  }
}
