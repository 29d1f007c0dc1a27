package io.tocsin.ingest;

import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/**
 * Puts reports that arrive in any order into the order of their receipt, outside the heap: each is
 * written to a temporary file as it comes, only its date and place stay in memory (16 bytes), and
 * the finished feed reads them back one by one. The file is readable by its owner only and goes
 * when the feed is closed.
 */
public final class ReceiptDateOrder implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SEQUENCE_BITS = 40;
  private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

  private final FileChannel file;
  private final OutputStream output;
  private final LongStream.Builder keys = LongStream.builder();
  private final LongStream.Builder offsets = LongStream.builder();
  private long count;
  private long end;

  /**
   * Opens the temporary file, in the directory {@code java.io.tmpdir}.
   *
   * @throws UncheckedIOException when no temporary file can be made
   */
  public ReceiptDateOrder() {
    try {
      Path path = Files.createTempFile("tocsin-reports-", ".jsonl");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      output = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Takes a report in.
   *
   * @throws UncheckedIOException when the disk is full
   */
  public void add(AdverseEventReport report) {
    try {
      byte[] bytes = Json.write(report);
      output.write(bytes);
      keys.add(report.receiptDate().toEpochDay() << SEQUENCE_BITS | count);
      offsets.add(end);
      count++;
      end += bytes.length;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * The reports in order; nothing may be added any more. Closing the feed closes this.
   *
   * @throws UncheckedIOException when the disk is full
   */
  public ReportFeed feed(FeedSummary summary) {
    try {
      output.flush();
    } catch (IOException e) {
      throw unwritable(e);
    }
    offsets.add(end);
    return new Ordered(keys.build().sorted().toArray(), offsets.build().toArray(), summary);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the temporary file of reports", e);
    }
  }

  private static UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException(
        "cannot write reports to a temporary file in "
            + System.getProperty("java.io.tmpdir")
            + "; make room there or choose another directory with -Djava.io.tmpdir",
        cause);
  }

  private final class Ordered implements ReportFeed {
    private final long[] order;
    private final long[] places;
    private final FeedSummary summary;
    private int next;

    Ordered(long[] order, long[] places, FeedSummary summary) {
      this.order = order;
      this.places = places;
      this.summary = summary;
    }

    @Override
    public boolean hasNext() {
      return next < order.length;
    }

    @Override
    public AdverseEventReport next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all " + order.length + " reports have been read");
      }
      int sequence = (int) (order[next++] & SEQUENCE_MASK);
      byte[] bytes = new byte[(int) (places[sequence + 1] - places[sequence])];
      try {
        readFully(ByteBuffer.wrap(bytes), places[sequence]);
        return Json.read(bytes, AdverseEventReport.class);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read reports back from the temporary file", e);
      }
    }

    private void readFully(ByteBuffer buffer, long from) throws IOException {
      long at = from;
      while (buffer.hasRemaining()) {
        int got = file.read(buffer, at);
        if (got < 0) {
          throw new IOException("the file ends at " + at);
        }
        at += got;
      }
    }

    @Override
    public long size() {
      return order.length;
    }

    @Override
    public FeedSummary summary() {
      return summary;
    }

    @Override
    public void close() {
      ReceiptDateOrder.this.close();
    }
  }
}
