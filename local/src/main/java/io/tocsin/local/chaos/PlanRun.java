package io.tocsin.local.chaos;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.recount.Recount;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.scorer.EngineConfig.GroupProtocol;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.ScorerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Carries out one plan at a site, with topics, an application and directories of its own. */
final class PlanRun {
  private static final int PARTITIONS = 2;
  private static final int SESSION_MILLIS = 6000;
  private static final Duration LONGEST_STEP = Duration.ofMillis(400);
  private static final Duration BETWEEN_VISITS = Duration.ofSeconds(20);
  private static final Duration DELIVERY = Duration.ofMinutes(3);

  private final Plan plan;
  private final Site site;
  private final Machine machine;
  private final Path directory;
  private final Map<String, String> settings;
  private final ScorerConfig config;
  private final Random random;
  private final long begun = System.nanoTime();
  private final List<PlanResult.Injected> injected = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicReference<@Nullable Exception> undelivered = new AtomicReference<>();
  private long records;
  private long malformed;

  PlanRun(Plan plan, Site site, Machine machine) {
    this.plan = plan;
    this.site = site;
    this.machine = machine;
    directory = site.directory().resolve("plan-" + plan.number());
    settings = settings();
    config = ScorerSettings.config(ScorerSettings.reader().read(null, settings));
    random = new Random(plan.seed() + 1);
  }

  Path directory() {
    return directory;
  }

  /** Runs it to its end, whatever happens. */
  PlanResult run() {
    int alerts = 0;
    int deadLetters = 0;
    Path clock = plan.has(FaultKind.JUMP_CLOCK) ? machine.clock() : null;
    try (Crew crew = new Crew(directory, settings, clock, plan.has(FaultKind.FULL_DISK), notes)) {
      try {
        prepare();
        play(crew);
        Inspection inspection = new Inspection(site.client(), config.topics(), problems);
        inspection.tables(recount(crew), malformed);
        deadLetters = inspection.deadLetters();
        alerts = inspection.alerts();
      } catch (RuntimeException | IOException e) {
        problems.add(e instanceof PlanFailure ? String.valueOf(e.getMessage()) : e.toString());
      }
      if (!problems.isEmpty()) {
        crew.dumpThreads();
        site.broker().dumpThreads();
        Crew.pause(Duration.ofSeconds(2));
      }
    } catch (RuntimeException e) {
      problems.add("the plan cannot be ended: " + e);
    }
    if (problems.isEmpty()) {
      tidyUp();
    }
    return new PlanResult(plan, injected, notes, problems, records, alerts, deadLetters, seconds());
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private Map<String, String> settings() {
    String prefix = "chaos-%d-%d.".formatted(plan.number(), plan.seed());
    Map<String, String> made = new HashMap<>();
    made.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", site.broker().bootstrapServers());
    made.put("TOCSIN_TOPIC_PREFIX", prefix);
    made.put("TOCSIN_TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
    made.put("TOCSIN_COUNTING_PARTITIONS", Integer.toString(PARTITIONS));
    made.put("TOCSIN_COUNTING_BACKEND", plan.backend().name().toLowerCase(Locale.ROOT));
    made.put("TOCSIN_SCORER_APPLICATION_ID", prefix + "scorer");
    made.put("TOCSIN_SCORER_STATE_DIR", directory.resolve("none").toString());
    made.put("TOCSIN_SCORER_THREADS", Integer.toString(plan.threads()));
    made.put("TOCSIN_SCORER_GROUP_PROTOCOL", plan.protocol().name().toLowerCase(Locale.ROOT));
    made.put("TOCSIN_SCORING_AS_OF", "newest_receipt");
    made.put("TOCSIN_SCORING_SWEEP_QUIET_MS", "300");
    made.put("TOCSIN_SCORING_SWEEP_HEARTBEAT_MS", "300");
    made.put("TOCSIN_COUNTING_STRATA_INTERVAL_MS", "300");
    made.put("TOCSIN_MODEL_PUBLICATION_INTERVAL_MS", "500");
    made.put("TOCSIN_MODEL_REFIT_INTERVAL_MS", "2000");
    made.put("TOCSIN_SCORER_SESSION_TIMEOUT_MS", Integer.toString(SESSION_MILLIS));
    return made;
  }

  private void prepare() throws IOException {
    Files.createDirectories(directory);
    try (Admin admin = site.admin()) {
      TopicPlan.of(admin, config.topics()).apply(admin);
      if (plan.protocol() == GroupProtocol.STREAMS) {
        var group = new ConfigResource(ConfigResource.Type.GROUP, config.engine().applicationId());
        Kafka.answer(
            admin
                .incrementalAlterConfigs(
                    Map.of(
                        group,
                        List.of(
                            set("streams.session.timeout.ms", SESSION_MILLIS),
                            set("streams.heartbeat.interval.ms", 1000))))
                .all()
                .thenApply(nothing -> true));
      }
    }
  }

  private static AlterConfigOp set(String name, int value) {
    return new AlterConfigOp(
        new ConfigEntry(name, Integer.toString(value)), AlterConfigOp.OpType.SET);
  }

  private void play(Crew crew) {
    Input input = new Input(config.topics().adverseEventReports(), plan.seed());
    crew.add();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Injector injector = new Injector(site, config, crew, input, each -> send(producer, each));
      for (int step = 0; step < plan.steps(); step++) {
        input.next(plan.reports() / plan.steps()).forEach(each -> send(producer, each));
        Crew.pause(Crew.upTo(LONGEST_STEP, random));
        for (Fault fault : plan.faults()) {
          if (fault.afterStep() == step) {
            inject(injector, fault);
          }
        }
      }
      producer.flush();
    }
    Exception failure = undelivered.get();
    if (failure != null) {
      throw new PlanFailure("the producer could not deliver: " + failure);
    }
  }

  private void inject(Injector injector, Fault fault) {
    double second = seconds();
    injected.add(new PlanResult.Injected(fault.kind(), second, ""));
    String detail = injector.inject(fault);
    injected.set(injected.size() - 1, new PlanResult.Injected(fault.kind(), second, detail));
  }

  private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    records++;
    if (record.headers().lastHeader(Input.MALFORMED) != null) {
      malformed++;
    }
    var ignored =
        producer.send(
            record,
            (stored, exception) -> {
              if (exception == null) {
                delivered.incrementAndGet();
              } else {
                undelivered.compareAndSet(null, exception);
              }
            });
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> client = new HashMap<>(site.client());
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY.toMillis()));
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY.toMillis());
    client.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Compares until nothing differs, and keeps the scorers at work meanwhile. */
  private Recount.Outcome recount(Crew crew) {
    Recount recount =
        new Recount(
            site.client(),
            config.topics(),
            config.engine().applicationId(),
            config.topology(),
            Recount.Depth.SCORES);
    long deadline = System.nanoTime() + Crew.PATIENCE.toNanos();
    try {
      while (true) {
        crew.settle();
        Recount.Outcome outcome = recount.compare(BETWEEN_VISITS);
        if (outcome.differences().isEmpty() || System.nanoTime() > deadline) {
          return outcome;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanFailure("interrupted");
    }
  }

  /** The next plan at this site should find its broker as it was. */
  private void tidyUp() {
    String application = config.engine().applicationId();
    try (Admin admin = site.admin()) {
      String prefix = application.substring(0, application.length() - "scorer".length());
      List<String> names =
          Kafka.answer(admin.listTopics().names()).stream()
              .filter(name -> name.startsWith(prefix))
              .toList();
      Kafka.answerUnless(
          UnknownTopicOrPartitionException.class,
          admin.deleteTopics(names).all().thenApply(nothing -> true));
      Directories.delete(directory);
    } catch (RuntimeException | IOException e) {
      notes.add("not tidied up: " + e);
    }
  }
}
