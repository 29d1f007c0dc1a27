package io.tocsin.batch.counting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One numbering for what several threads numbered each for itself: in the order of the names, so
 * that it does not depend on which thread read what.
 *
 * @param names in order
 * @param numbers for each thread, from its own number to the common one
 */
record Numbering(List<String> names, List<int[]> numbers) {
  static Numbering byName(List<Dictionary> dictionaries) {
    Dictionary all = new Dictionary();
    List<int[]> codes = dictionaries.stream().map(all::encodeAll).toList();
    String[] texts = new String[all.size()];
    Arrays.setAll(texts, all::text);
    Integer[] order = new Integer[texts.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing((Integer code) -> texts[code]));
    int[] rank = new int[texts.length];
    List<String> names = new ArrayList<>(texts.length);
    for (int code : order) {
      rank[code] = names.size();
      names.add(texts[code]);
    }
    return new Numbering(
        names,
        codes.stream().map(own -> Arrays.stream(own).map(code -> rank[code]).toArray()).toList());
  }
}
