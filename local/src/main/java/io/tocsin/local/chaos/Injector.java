package io.tocsin.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.local.topics.ApplicationReset;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Does what a fault says, and says what exactly it did. */
final class Injector {
  private static final int TERMINATED = 128 + 15;

  private final Site site;
  private final ScorerConfig config;
  private final Crew crew;
  private final Input input;
  private final Consumer<ProducerRecord<byte[], byte[]>> producer;

  Injector(
      Site site,
      ScorerConfig config,
      Crew crew,
      Input input,
      Consumer<ProducerRecord<byte[], byte[]>> producer) {
    this.site = site;
    this.config = config;
    this.crew = crew;
    this.input = input;
    this.producer = producer;
  }

  String inject(Fault fault) {
    if (fault.settled()) {
      crew.settle();
    }
    return switch (fault.kind()) {
      case KILL_SCORER -> killScorer(fault);
      case PAUSE_SCORER -> pauseScorer(fault);
      case ADD_SCORER -> crew.add().name();
      case REMOVE_SCORER -> removeScorer(fault);
      case KILL_ONE_OF_TWO -> killOneOfTwo(fault);
      case KILL_BROKER -> killBroker(fault);
      case RESTART_BROKER -> restartBroker(fault);
      case PAUSE_BROKER -> pauseBroker(fault);
      case REPEAT_INPUT -> repeatInput();
      case FULL_DISK -> fullDisk();
      case SPOIL_STATE -> spoilState(fault);
      case FOREIGN_STATE -> foreignState(fault);
      case DELETE_CHANGELOG -> deleteChangelog(fault);
      case JUMP_CLOCK -> jumpClock(fault);
    };
  }

  private static String seconds(Fault fault) {
    return "%.1f s".formatted(fault.length().toMillis() / 1e3);
  }

  private String killScorer(Fault fault) {
    Instance victim = crew.any(fault.choice());
    victim.process().close();
    Crew.pause(fault.length());
    victim.process().start();
    return "%s, away for %s".formatted(victim.name(), seconds(fault));
  }

  private String pauseScorer(Fault fault) {
    Instance victim = crew.any(fault.choice());
    if (!victim.process().alive()) {
      return victim.name() + " had stopped";
    }
    victim.process().pause();
    try {
      Crew.pause(fault.length());
    } finally {
      victim.process().resume();
    }
    return "%s for %s".formatted(victim.name(), seconds(fault));
  }

  private String removeScorer(Fault fault) {
    if (crew.instances().size() < 2) {
      crew.add();
    }
    crew.settle();
    Instance leaving = crew.any(fault.choice());
    crew.dismiss(leaving);
    return leaving.name();
  }

  private String killOneOfTwo(Fault fault) {
    if (crew.instances().size() < 2) {
      crew.add();
    }
    crew.settle();
    Instance victim = crew.any(fault.choice());
    victim.process().close();
    crew.forget(victim);
    Crew.pause(fault.length());
    return victim.name();
  }

  private String killBroker(Fault fault) {
    site.broker().kill();
    Crew.pause(fault.length());
    site.broker().start();
    site.broker().awaitReady();
    return "away for " + seconds(fault);
  }

  private String restartBroker(Fault fault) {
    BrokerProcess broker = site.broker();
    broker.terminate();
    int code = broker.awaitExit(Crew.PATIENCE);
    if (code != TERMINATED) {
      throw new PlanFailure("the broker was told to stop and ended with " + code);
    }
    Crew.pause(fault.length());
    broker.start();
    broker.awaitReady();
    return "away for " + seconds(fault);
  }

  private String pauseBroker(Fault fault) {
    site.broker().pause();
    try {
      Crew.pause(fault.length());
    } finally {
      site.broker().resume();
    }
    return "for " + seconds(fault);
  }

  private String repeatInput() {
    List<ProducerRecord<byte[], byte[]>> again = input.again();
    again.forEach(producer);
    return again.size() + " records in disorder";
  }

  private String fullDisk() {
    for (Instance instance : crew.instances()) {
      SmallDisk disk = instance.disk();
      if (disk != null) {
        instance.process().close();
        disk.fill();
        crew.start(
            instance,
            reason -> {
              if (reason.contains("cannot be used")) {
                disk.free();
              }
            });
        disk.free();
        return instance.name() + ", started again on it";
      }
    }
    return "the scorer with the small disk had left";
  }

  private String spoilState(Fault fault) {
    Instance victim = crew.any(fault.choice());
    victim.process().close();
    String what = "nothing lay there";
    try {
      List<Path> files = Directories.files(victim.state());
      if (!files.isEmpty()) {
        Path file = files.get(fault.choice() % files.size());
        what =
            "%s %s of %s"
                .formatted(
                    spoil(file, fault.choice() / 7),
                    victim.state().relativize(file),
                    victim.name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    crew.start(victim, reason -> removeState(victim, reason));
    return what;
  }

  private static String spoil(Path file, int choice) throws IOException {
    int way = choice % 3;
    if (way == 0) {
      Files.delete(file);
      return "deleted";
    }
    byte[] bytes = Files.readAllBytes(file);
    if (way == 1) {
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      return "cut";
    }
    byte[] noise = new byte[bytes.length + 64];
    new Random(choice).nextBytes(noise);
    Files.write(file, noise);
    return "overwrote";
  }

  private String foreignState(Fault fault) {
    Instance victim = crew.any(fault.choice());
    victim.process().close();
    String application = config.engine().applicationId();
    try {
      Path identity = victim.state().resolve(application + ".identity.properties");
      Files.createDirectories(victim.state().resolve(application).resolve("0_0"));
      Files.write(identity, "cluster.id=AnotherClusterOfOurs00\n".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean[] refused = {false};
    crew.start(
        victim,
        reason -> {
          refused[0] |= reason.contains("was counted on cluster");
          removeState(victim, reason);
        });
    if (!refused[0]) {
      throw new PlanFailure(victim.name() + " took state of another cluster for its own");
    }
    return victim.name();
  }

  /** What the scorer says when it meets state that is not its own, or unreadable. */
  private void removeState(Instance victim, String reason) {
    if (reason.contains("remove")) {
      removeState(victim);
    }
  }

  private void removeState(Instance victim) {
    new StateDirectory(victim.state(), config.engine().applicationId()).remove();
  }

  private String deleteChangelog(Fault fault) {
    crew.settle();
    awaitCommit();
    boolean stopped = fault.choice() % 2 == 0;
    boolean emptyDirectory = fault.choice() % 3 == 0;
    if (stopped) {
      crew.instances().forEach(each -> each.process().close());
    }
    String deleted;
    try (Admin admin = site.admin()) {
      List<String> internal =
          Kafka.answer(admin.listTopics().names()).stream()
              .filter(name -> name.startsWith(config.engine().applicationId() + "-"))
              .sorted()
              .toList();
      deleted = internal.get(fault.choice() / 6 % internal.size());
      Kafka.answer(admin.deleteTopics(List.of(deleted)).all());
    }
    if (stopped && emptyDirectory) {
      crew.instances().forEach(this::removeState);
    }
    for (Instance each : crew.instances()) {
      if (stopped) {
        each.process().start();
      }
      crew.awaitEnd(each, "tocsin topics reset");
    }
    ApplicationReset.of(config).apply();
    crew.instances().forEach(this::removeState);
    crew.instances().forEach(each -> each.process().start());
    return "%s, while the scorer %s%s"
        .formatted(
            deleted.substring(config.engine().applicationId().length() + 1),
            stopped ? "was stopped" : "ran",
            stopped && emptyDirectory ? ", without its directory" : "");
  }

  /** Before its first commit an application has no table to lose. */
  private void awaitCommit() {
    try (Admin admin = site.admin()) {
      Kafka.await(
          "the scorers' first commit",
          Crew.PATIENCE,
          () ->
              Kafka.answer(
                      admin
                          .listConsumerGroupOffsets(config.engine().applicationId())
                          .partitionsToOffsetAndMetadata())
                  .values()
                  .stream()
                  .anyMatch(offset -> offset.offset() > 0));
    }
  }

  private String jumpClock(Fault fault) {
    long shift = fault.length().toSeconds();
    crew.instances().forEach(each -> each.shiftClock(shift));
    return String.format(Locale.ROOT, "by %+d h", fault.length().toHours());
  }
}
