package io.tocsin.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** A flight recording of this process, if one is wanted. */
final class Recorder implements AutoCloseable {
  private final @Nullable Recording recording;

  private Recorder(@Nullable Recording recording) {
    this.recording = recording;
  }

  /**
   * Starts recording.
   *
   * @param file to write to; absent for no recording
   */
  static Recorder of(@Nullable String file) throws IOException {
    if (file == null) {
      return new Recorder(null);
    }
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      recording.setDestination(Path.of(file));
      // Samples by CPU time, of native code too, where the system has the clocks for it.
      recording.enable("jdk.CPUTimeSample").with("throttle", "10ms");
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      return new Recorder(recording);
    } catch (ParseException e) {
      throw new IOException("the JDK's own settings of the recorder cannot be read", e);
    }
  }

  /** Writes the file. */
  void stop() {
    if (recording != null) {
      recording.stop();
    }
  }

  @Override
  public void close() {
    if (recording != null) {
      recording.close();
    }
  }
}
