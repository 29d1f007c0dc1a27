package io.tocsin.local.analyze;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether, and for which pairs, drugs are searched that hide them. */
final class MaskingOptions {
  @Option(
      names = "--masking",
      description =
          "Finds, for each pair, the drug without whose reports its IC is highest, and adds the"
              + " pair's measures without them in the columns that end in _unmasked.")
  private boolean search;

  @Option(
      names = "--masking-min-reports",
      paramLabel = "N",
      defaultValue = "3",
      description = "For pairs with so many reports or more. Default: ${DEFAULT-VALUE}.")
  private long minReports;

  @Option(
      names = "--masking-of",
      arity = "2",
      paramLabel = "NAME",
      description =
          "A drug and an event: prints the drugs that mask this pair, the strongest first, instead"
              + " of the pairs.")
  private List<String> pair = List.of();

  MaskingOptions() {}

  /** 0 when nothing is to be searched. */
  long minReports() {
    return search ? Math.max(1, minReports) : 0;
  }

  /** The one pair of interest: a drug and an event. */
  @Nullable List<String> pair() {
    return pair.isEmpty() ? null : pair;
  }
}
