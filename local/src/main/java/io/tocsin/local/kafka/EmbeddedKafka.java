package io.tocsin.local.kafka;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One KRaft broker, its own controller, inside this process. It listens on the loopback address
 * only, takes transactions, and does not create topics by itself.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;
  private final Path directory;
  private final boolean temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedKafka(KafkaRaftServer server, int port, Path directory, boolean temporary) {
    this.server = server;
    this.port = port;
    this.directory = directory;
    this.temporary = temporary;
  }

  /** A broker to be: on a free port, in a temporary directory, unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return BrokerSettings.HOST + ":" + port;
  }

  /** Where the records lie. */
  public Path directory() {
    return directory;
  }

  /** Returns when the broker has stopped. */
  public void awaitStop() {
    server.awaitShutdown();
  }

  /** Stops the broker; deletes its directory if that is a temporary one. Again: no effect. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown();
      server.awaitShutdown();
      if (temporary) {
        delete(directory);
      }
    }
  }

  /** Where a broker will listen and keep its records. */
  public static final class Builder {
    private int port;
    private @Nullable Path directory;

    private Builder() {}

    /** The port for clients; 0, the default, takes a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /**
     * Keeps the records in this directory, which is created if missing. A directory of an earlier
     * broker, even of one that was killed, is taken up again.
     */
    public Builder directory(Path value) {
      directory = value;
      return this;
    }

    /**
     * Starts the broker and returns when it takes requests, after 2 to 4 seconds.
     *
     * @throws EnvironmentException when the port is taken or the directory unusable
     */
    public EmbeddedKafka start() {
      Ports ports = Ports.choose(port);
      Path logs = prepare(directory);
      boolean temporary = directory == null;
      try {
        var settings = new BrokerSettings(ports.client(), ports.controller(), logs).asMap();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, ports.client(), logs, temporary);
      } catch (RuntimeException e) {
        if (temporary) {
          delete(logs);
        }
        throw new EnvironmentException(
            "The broker cannot start in " + logs + ": " + rootMessage(e) + ".", e);
      }
    }

    private static Path prepare(@Nullable Path wanted) {
      try {
        Path logs =
            wanted == null
                ? Files.createTempDirectory("tocsin-kafka-")
                : Files.createDirectories(wanted.toAbsolutePath());
        refuseWhenInUse(logs);
        if (!Files.exists(logs.resolve("meta.properties"))) {
          format(logs);
        }
        return logs;
      } catch (IOException e) {
        throw new EnvironmentException(
            "The broker cannot keep its records in "
                + (wanted == null ? "the temporary directory" : wanted)
                + ": "
                + e.getMessage()
                + ". Name another directory.",
            e);
      }
    }

    /** The broker itself would end the whole process. */
    private static void refuseWhenInUse(Path logs) throws IOException {
      try (FileChannel channel =
              FileChannel.open(
                  logs.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          throw new IOException("another broker uses it");
        }
      } catch (OverlappingFileLockException e) {
        throw new IOException("another broker of this process uses it", e);
      }
    }

    private static void format(Path logs) throws IOException {
      try (PrintStream silent =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
        new Formatter()
            .setPrintStream(silent)
            .setNodeId(BrokerSettings.NODE_ID)
            .setClusterId(Uuid.randomUuid().toString())
            .setDirectories(List.of(logs.toString()))
            .setMetadataLogDirectory(logs.toString())
            .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
            .setHasDynamicQuorum(false)
            .setReleaseVersion(MetadataVersion.latestProduction())
            .run();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  /** The ports of one broker. */
  private record Ports(int client, int controller) {
    static Ports choose(int wanted) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (ServerSocket client = new ServerSocket();
          ServerSocket controller = new ServerSocket(0, 1, loopback)) {
        client.setReuseAddress(true);
        client.bind(new InetSocketAddress(loopback, wanted), 1);
        return new Ports(client.getLocalPort(), controller.getLocalPort());
      } catch (IOException e) {
        throw new EnvironmentException(
            "Port " + wanted + " is taken: " + e.getMessage() + ". Choose another port.", e);
      }
    }
  }

  private static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
