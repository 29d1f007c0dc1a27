package io.tocsin.batch.output;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import io.tocsin.batch.analysis.AnalyzedPairs;
import io.tocsin.batch.analysis.Column;
import io.tocsin.schemas.signal.ContingencyTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;

/**
 * Pairs as Parquet, compressed with Snappy: the columns of {@link CsvPairs} with their types, null
 * where a measure is absent.
 */
public final class ParquetPairs {
  private final AnalyzedPairs pairs;
  private final List<Column> columns;

  private ParquetPairs(AnalyzedPairs pairs) {
    this.pairs = pairs;
    this.columns = pairs.columns();
  }

  /** Writes all pairs to a file, over what it may hold. */
  public static void write(AnalyzedPairs pairs, Path file) throws IOException {
    ParquetPairs rows = new ParquetPairs(pairs);
    try (ParquetWriter<Integer> writer =
        ParquetWriter.writeFile(rows.schema(), file.toFile(), rows::fields)) {
      for (int place = 0; place < pairs.size(); place++) {
        writer.write(place);
      }
    }
  }

  private MessageType schema() {
    MessageTypeBuilder schema = Types.buildMessage();
    text(schema, PairFields.DRUG);
    text(schema, PairFields.EVENT);
    for (String count :
        List.of(PairFields.N, PairFields.N_DRUG, PairFields.N_EVENT, PairFields.N_TOTAL)) {
      schema.required(PrimitiveTypeName.INT64).named(count);
    }
    columns.forEach(column -> schema.optional(PrimitiveTypeName.DOUBLE).named(column.header()));
    for (String flag :
        List.of(PairFields.SIGNIFICANT, PairFields.ONLY_WITH_DRUG, PairFields.DEGENERATE)) {
      schema.required(PrimitiveTypeName.BOOLEAN).named(flag);
    }
    text(schema, PairFields.RULES);
    if (pairs.unmasked()) {
      schema
          .optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(PairFields.MASKER);
    }
    return schema.named("pairs");
  }

  private static void text(MessageTypeBuilder schema, String name) {
    schema.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
  }

  private void fields(int place, ValueWriter row) {
    ContingencyTable table = pairs.table(place);
    row.write(PairFields.DRUG, pairs.drug(place));
    row.write(PairFields.EVENT, pairs.event(place));
    row.write(PairFields.N, table.n11());
    row.write(PairFields.N_DRUG, table.drugMargin());
    row.write(PairFields.N_EVENT, table.eventMargin());
    row.write(PairFields.N_TOTAL, table.total());
    for (Column column : columns) {
      double value = pairs.value(column, place);
      if (!Double.isNaN(value)) {
        row.write(column.header(), value);
      }
    }
    row.write(PairFields.SIGNIFICANT, pairs.significant(place));
    row.write(PairFields.ONLY_WITH_DRUG, pairs.onlyWithDrug(place));
    row.write(PairFields.DEGENERATE, pairs.degenerate(place));
    row.write(PairFields.RULES, String.join(PairFields.BETWEEN_RULES, pairs.rulesMet(place)));
    String masker = pairs.unmasked() ? pairs.masker(place) : null;
    if (masker != null) {
      row.write(PairFields.MASKER, masker);
    }
  }
}
