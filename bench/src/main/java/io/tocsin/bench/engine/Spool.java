package io.tocsin.bench.engine;

import io.tocsin.bench.GeneratedReports;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reports made before the measurement and kept in a file, so that sending them costs next to no
 * CPU.
 */
final class Spool implements AutoCloseable {
  private static final long SEED = 2;
  private static final int BUFFER = 1 << 20;

  private final DataInputStream in;

  private Spool(DataInputStream in) {
    this.in = in;
  }

  /** Makes reports and keeps them. */
  static Spool of(Path file, long reports) throws IOException {
    GeneratedReports generated = new GeneratedReports(SEED);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      for (long i = 0; i < reports; i++) {
        AdverseEventReport report = generated.next(i, reports);
        byte[] json = Json.write(report);
        out.writeUTF(report.reportId());
        out.writeInt(json.length);
        out.write(json);
      }
    }
    return new Spool(
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
  }

  /** The next report, to be sent to a topic. */
  ProducerRecord<String, byte[]> next(String topic) throws IOException {
    String reportId = in.readUTF();
    byte[] json = new byte[in.readInt()];
    in.readFully(json);
    return new ProducerRecord<>(topic, reportId, json);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
