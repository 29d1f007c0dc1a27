package io.tocsin.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Which stage of the scorer the samples of a flight recording were taken in: the room of {@code
 * io.tocsin.topology} that is nearest to where the thread was, and what it was doing there.
 */
final class CpuByStage {
  private static final String ROOMS = "io.tocsin.topology.";
  private static final String CHANGELOG = ROOMS + "state.WriteBehindStore";

  private CpuByStage() {}

  /** Each stage's share of the samples, 0 to 1. */
  static Map<String, Double> shares(Path recording) throws IOException {
    Map<String, Long> byCpuTime = new HashMap<>();
    Map<String, Long> byClock = new HashMap<>();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.CPUTimeSample" ->
              byCpuTime.merge(stage(event, event.getThread("eventThread")), 1L, Long::sum);
          case "jdk.ExecutionSample" ->
              byClock.merge(stage(event, event.getThread("sampledThread")), 1L, Long::sum);
          default -> {}
        }
      }
    }
    Map<String, Long> samples = byCpuTime.isEmpty() ? byClock : byCpuTime;
    double all = samples.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Double> shares = new HashMap<>();
    samples.forEach((stage, count) -> shares.put(stage, count / all));
    return shares;
  }

  private static String stage(RecordedEvent event, @Nullable RecordedThread thread) {
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null) {
      return "stack not taken";
    }
    String doing = "";
    for (RecordedFrame frame : stack.getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (doing.isEmpty()) {
        doing = doing(type);
      }
      if (type.startsWith(ROOMS)) {
        String room = isChangelog(stack.getFrames()) ? "changelog" : room(type);
        return doing.isEmpty() ? room : room + ": " + doing;
      }
    }
    return outside(thread == null ? null : thread.getJavaName());
  }

  private static String doing(String type) {
    if (type.startsWith("com.fasterxml.jackson.")
        || (type.startsWith("io.tocsin.schemas.") && !type.endsWith(".Names"))) {
      return "JSON";
    }
    if (type.startsWith("io.tocsin.scoring.")) {
      return "statistics";
    }
    if (type.startsWith("org.apache.kafka.clients.")
        || type.startsWith("org.apache.kafka.common.")) {
      return "Kafka client";
    }
    if (type.startsWith("org.apache.kafka.streams.state.")) {
      return "store";
    }
    return "";
  }

  /** A lambda's class has a dot of its own. */
  private static String room(String type) {
    int end = type.indexOf('.', ROOMS.length());
    return Character.isUpperCase(type.charAt(ROOMS.length()))
        ? "graph"
        : type.substring(ROOMS.length(), end);
  }

  /** What is run in the name of another stage before a commit belongs to that stage. */
  private static boolean isChangelog(List<RecordedFrame> frames) {
    boolean flushes = false;
    for (RecordedFrame frame : frames) {
      if (frame.getMethod().getType().getName().equals(CHANGELOG)) {
        if (frame.getMethod().getName().equals("runAsOwner")) {
          return false;
        }
        flushes |= frame.getMethod().getName().equals("flushCache");
      }
    }
    return flushes;
  }

  private static String outside(@Nullable String thread) {
    if (thread == null) {
      return "other threads";
    }
    if (thread.contains("GlobalStreamThread")) {
      return "Kafka Streams: global thread";
    }
    if (thread.contains("StreamThread")) {
      return thread.startsWith("kafka-producer-network-thread")
          ? "Kafka producer: network"
          : "Kafka Streams and consumer";
    }
    return "other threads";
  }
}
