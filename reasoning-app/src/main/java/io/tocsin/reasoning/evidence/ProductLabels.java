package io.tocsin.reasoning.evidence;

import io.tocsin.reasoning.follow.TableFollower;
import io.tocsin.reasoning.privacy.Deidentifier;
import io.tocsin.reasoning.rules.LabelFacts;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.reference.ProductLabel;
import io.tocsin.schemas.reference.ProductLabelReader;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the labels of products list, as the topic {@code reference.labels} has it. */
public final class ProductLabels implements EvidenceSource {
  /** Its name as a source. */
  static final String NAME = "product_labels";

  private static final ProductLabelReader READER = new ProductLabelReader();

  private final TableFollower<Listing> table;

  private ProductLabels(TableFollower<Listing> table) {
    this.table = table;
  }

  /**
   * Begins to follow the labels.
   *
   * @param kafka settings of the client
   */
  public static ProductLabels follow(Map<String, Object> kafka, Topics topics) {
    return of(TableFollower.start(kafka, topics.referenceLabels().name(), ProductLabels::read));
  }

  static ProductLabels of(TableFollower<Listing> table) {
    return new ProductLabels(table);
  }

  /** The table that they are taken from, for those who watch over it; closed here. */
  public TableFollower<?> table() {
    return table;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Fact> gather(Alert alert) throws EvidenceUnavailableException {
    if (!table.hasCaughtUp()) {
      throw new EvidenceUnavailableException("the labels have not been read to their end yet");
    }
    Listing listing = table.get(alert.drug());
    return listing == null
        ? List.of()
        : LabelFacts.of(listing.label, listing.document, listing.terms.contains(alert.event()));
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public void close() {
    table.close();
  }

  /** A label that stands under its drug's name. */
  static Listing read(String key, byte[] value) {
    ProductLabel label = READER.read(value);
    if (!key.equals(Names.normalize(label.drug()))) {
      throw new InvalidRecordException(
          ErrorCode.KEY_MISMATCH,
          null,
          "the key is not the label's drug as it is counted; send it under that name");
    }
    return new Listing(
        label,
        Deidentifier.text(label.document()),
        label.reactions().stream().map(Names::normalize).collect(Collectors.toSet()));
  }

  /**
   * A label, ready to be asked.
   *
   * @param document its document, fit for a prompt
   * @param terms its reactions as they are counted
   */
  record Listing(ProductLabel label, String document, Set<String> terms) {
    Listing {
      terms = Set.copyOf(terms);
    }
  }
}
