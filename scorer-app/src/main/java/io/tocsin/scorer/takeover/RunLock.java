package io.tocsin.scorer.takeover;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives this run of the scorer a name, and its state directory to it alone. Runs that held the
 * directory before are over, since the lock ends with its process, however that ended.
 */
public final class RunLock implements AutoCloseable {
  private static final int REMEMBERED = 10;

  private final FileChannel channel;
  private final String id = UUID.randomUUID().toString();
  private final List<String> predecessors;

  private RunLock(FileChannel channel) throws IOException {
    this.channel = channel;
    List<String> before = read(channel);
    predecessors = before.subList(Math.max(0, before.size() - REMEMBERED), before.size());
    List<String> all = new ArrayList<>(predecessors);
    all.add(id);
    write(all);
  }

  /**
   * Takes the directory for a new run.
   *
   * @throws EnvironmentException if another scorer runs on it, or it cannot be used
   */
  public static RunLock take(Path stateDirectory, String applicationId) {
    Path file = stateDirectory.resolve(applicationId + ".runs");
    try {
      Files.createDirectories(stateDirectory.toAbsolutePath());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        if (lock(channel) != null) {
          return new RunLock(channel);
        }
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      channel.close();
    } catch (IOException e) {
      throw new EnvironmentException(
          "The state directory %s cannot be used (%s): correct tocsin.scorer.state.dir or its"
                  .formatted(stateDirectory, e)
              + " permissions",
          e);
    }
    throw new EnvironmentException(
        "Another scorer runs on the state directory %s: give each its own tocsin.scorer.state.dir"
            .formatted(stateDirectory));
  }

  /** Name of this run; another for every run. */
  public String id() {
    return id;
  }

  /** Names of runs that are over and that the group may not know to be, oldest first. */
  List<String> predecessors() {
    return predecessors;
  }

  /** Notes that nothing is left of the runs before. */
  void forgetPredecessors() throws IOException {
    write(List.of(id));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static List<String> read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes);
    }
    return StandardCharsets.UTF_8
        .decode(bytes.flip())
        .toString()
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private void write(List<String> runs) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", runs) + "\n");
    channel.truncate(0);
    int place = 0;
    while (bytes.hasRemaining()) {
      place += channel.write(bytes, place);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EnvironmentException("The state directory cannot be released", e);
    }
  }
}
