package io.tocsin.local.ingest;

import io.tocsin.config.ConfigurationException;
import io.tocsin.ingest.FeedSummary;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.vaers.VaersReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Opens feeds that a person named. */
public final class Feeds {
  private Feeds() {}

  /**
   * A VAERS release.
   *
   * @param progress told the counts so far, now and then
   * @throws ConfigurationException when the paths hold no release that can be read
   */
  public static ReportFeed vaers(List<Path> paths, Consumer<FeedSummary> progress) {
    try {
      return VaersReader.open(paths, progress);
    } catch (IOException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }
}
