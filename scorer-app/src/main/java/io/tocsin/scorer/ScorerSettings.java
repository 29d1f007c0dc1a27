package io.tocsin.scorer;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.tocsin.config.ConfigurationException;
import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.margins.MarginSchedule;
import io.tocsin.topology.model.RefitSchedule;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.scoring.ScoringSchedule;
import io.tocsin.topology.scoring.SweepSchedule;
import io.tocsin.topology.state.Backend;
import io.tocsin.topology.strata.Dimension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The scorer's settings by name, and how they become a {@link ScorerConfig}. */
public final class ScorerSettings {
  private static final String APPLICATION_ID = "tocsin.scorer.application.id";
  private static final String STATE_DIR = "tocsin.scorer.state.dir";
  private static final String THREADS = "tocsin.scorer.threads";
  private static final String GUARANTEE = "tocsin.scorer.processing.guarantee";
  private static final String EARLY_COMMIT = "tocsin.scorer.commit.early.ms";
  private static final String COMMIT_INTERVAL = "tocsin.scorer.commit.interval.ms";
  private static final String GROUP_PROTOCOL = "tocsin.scorer.group.protocol";
  private static final String STANDBYS = "tocsin.scorer.standbys";
  private static final String STOP_TIMEOUT = "tocsin.scorer.stop.timeout.ms";
  private static final String SESSION_TIMEOUT = "tocsin.scorer.session.timeout.ms";
  private static final String HTTP_HOST = "tocsin.scorer.http.host";
  private static final String HTTP_PORT = "tocsin.scorer.http.port";
  private static final String HTTP_ADVERTISED = "tocsin.scorer.http.advertised";
  private static final String DEGRADED_SHARE = "tocsin.scorer.degraded.dead.letter.share";
  private static final String COUNTING_PARTITIONS = "tocsin.counting.partitions";
  private static final String COUNTED_ROLES = "tocsin.counting.roles";
  private static final String STRATA = "tocsin.counting.strata";
  private static final String BACKEND = "tocsin.counting.backend";
  private static final String MARGIN_INTERVAL = "tocsin.counting.margin.interval.ms";
  private static final String STRATA_INTERVAL = "tocsin.counting.strata.interval.ms";
  private static final String SIGNAL_WINDOW = "tocsin.signals.window.ms";
  private static final String SCORING_INTERVAL = "tocsin.scoring.interval.ms";
  private static final String SCORING_SHARE = "tocsin.scoring.share";
  private static final String SCORING_SHARE_BEHIND = "tocsin.scoring.share.behind";
  private static final String SCORING_BEHIND = "tocsin.scoring.behind.ms";
  private static final String SWEEP_SHARE = "tocsin.scoring.sweep.share";
  private static final String SWEEP_TOLERANCE = "tocsin.scoring.sweep.tolerance";
  private static final String SWEEP_QUIET = "tocsin.scoring.sweep.quiet.ms";
  private static final String SWEEP_HEARTBEAT = "tocsin.scoring.sweep.heartbeat.ms";
  private static final String MODEL_PUBLICATION = "tocsin.model.publication.interval.ms";
  private static final String MODEL_REFIT = "tocsin.model.refit.interval.ms";
  private static final String MODEL_DRIFT = "tocsin.model.refit.drift";
  private static final String MODEL_LEAST_EFFECT = "tocsin.model.least.effect";
  private static final String MODEL_LEAST_SHIFT = "tocsin.model.least.shift";
  private static final String AS_OF = "tocsin.scoring.as.of";
  private static final String ORGANISATION = "tocsin.scoring.organisation";
  private static final String USER = "tocsin.scoring.user";

  private static final String NO_STRATA = "none";

  private static final EngineConfig ENGINE =
      EngineConfig.defaults("tocsin-scorer", Path.of("state", "scorer"));
  private static final TopologyConfig TOPOLOGY = TopologyConfig.defaults(4);

  private ScorerSettings() {}

  /** Reads the scorer's settings, passing over the reasoning program's. */
  public static SettingsReader reader() {
    return SettingsReader.of(definition()).passingOver("tocsin.reasoning.");
  }

  /** The configuration that settings read by {@link #reader} stand for. */
  public static ScorerConfig config(Settings settings) {
    return new ScorerConfig(
        settings.kafka(),
        new Topics(
            settings.string(SharedSettings.TOPIC_PREFIX),
            settings.integer(SharedSettings.TOPIC_PARTITIONS)),
        engine(settings),
        topology(settings),
        new StatusConfig(
            settings.string(HTTP_HOST),
            settings.integer(HTTP_PORT),
            settings.string(HTTP_ADVERTISED),
            settings.decimal(DEGRADED_SHARE)));
  }

  private static EngineConfig engine(Settings settings) {
    return new EngineConfig(
        settings.string(APPLICATION_ID),
        Path.of(settings.string(STATE_DIR)),
        settings.integer(THREADS),
        named(EngineConfig.Guarantee.class, settings.string(GUARANTEE)),
        settings.duration(COMMIT_INTERVAL),
        named(EngineConfig.GroupProtocol.class, settings.string(GROUP_PROTOCOL)),
        settings.integer(STANDBYS),
        settings.duration(STOP_TIMEOUT),
        settings.duration(SESSION_TIMEOUT));
  }

  private static TopologyConfig topology(Settings settings) {
    Set<DrugRole> roles =
        settings.list(COUNTED_ROLES).stream()
            .map(role -> named(DrugRole.class, role))
            .collect(Collectors.toUnmodifiableSet());
    return new TopologyConfig(
        settings.integer(COUNTING_PARTITIONS),
        roles,
        dimensions(settings.string(STRATA)),
        named(Backend.class, settings.string(BACKEND)),
        new MarginSchedule(settings.duration(MARGIN_INTERVAL), settings.duration(STRATA_INTERVAL)),
        settings.duration(SIGNAL_WINDOW),
        named(AsOf.class, settings.string(AS_OF)),
        new ScoringSchedule(
            settings.duration(SCORING_INTERVAL),
            settings.decimal(SCORING_SHARE),
            settings.decimal(SCORING_SHARE_BEHIND),
            settings.duration(SCORING_BEHIND)),
        new SweepSchedule(
            settings.decimal(SWEEP_SHARE),
            settings.decimal(SWEEP_TOLERANCE),
            settings.duration(SWEEP_QUIET),
            settings.duration(SWEEP_HEARTBEAT)),
        settings.duration(EARLY_COMMIT),
        new RefitSchedule(
            settings.duration(MODEL_PUBLICATION),
            settings.duration(MODEL_REFIT),
            settings.decimal(MODEL_DRIFT),
            settings.decimal(MODEL_LEAST_EFFECT),
            settings.decimal(MODEL_LEAST_SHIFT)),
        TOPOLOGY.scoring(),
        whose(settings.string(ORGANISATION), settings.string(USER)),
        TOPOLOGY.prior());
  }

  private static Set<Dimension> dimensions(String strata) {
    return strata.equals(NO_STRATA)
        ? Set.of()
        : Arrays.stream(strata.split(","))
            .map(dimension -> named(Dimension.class, dimension))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static ConfigDef definition() {
    ConfigDef definition = SharedSettings.define(new ConfigDef());
    defineEngine(definition);
    defineStatus(definition);
    defineCounting(definition);
    defineScoring(definition);
    defineSweep(definition);
    defineModel(definition);
    return definition;
  }

  private static void defineEngine(ConfigDef definition) {
    definition
        .define(
            APPLICATION_ID,
            ConfigDef.Type.STRING,
            ENGINE.applicationId(),
            SharedSettings.matching("[a-zA-Z0-9._-]{1,100}"),
            HIGH,
            "Name of the consumer group and of all that the scorer keeps on the broker.")
        .define(
            STATE_DIR,
            ConfigDef.Type.STRING,
            ENGINE.stateDirectory().toString(),
            new ConfigDef.NonEmptyString(),
            HIGH,
            "Directory of local state; it belongs to one cluster.")
        .define(
            THREADS,
            ConfigDef.Type.INT,
            ENGINE.threads(),
            Range.between(1, 256),
            HIGH,
            "Stream threads; one for every CPU is best.")
        .define(
            GUARANTEE,
            ConfigDef.Type.STRING,
            ENGINE.guarantee().wire(),
            oneOf(EngineConfig.Guarantee.values()),
            HIGH,
            "What holds after a crash; at_least_once is for measurements only.")
        .define(
            COMMIT_INTERVAL,
            ConfigDef.Type.LONG,
            ENGINE.commitInterval().toMillis(),
            Range.between(10, 30_000),
            MEDIUM,
            "Most time between commits, taken while reports are counted late; longer is more per"
                + " second up to 1000.")
        .define(
            EARLY_COMMIT,
            ConfigDef.Type.LONG,
            TOPOLOGY.earlyCommit().toMillis(),
            Range.between(1, 30_000),
            MEDIUM,
            "Time that what was counted or scored waits for a commit while reports are counted in"
                + " time: shorter is sooner.")
        .define(
            GROUP_PROTOCOL,
            ConfigDef.Type.STRING,
            ENGINE.groupProtocol().wire(),
            oneOf(EngineConfig.GroupProtocol.values()),
            MEDIUM,
            "How instances share the work.")
        .define(
            STANDBYS,
            ConfigDef.Type.INT,
            ENGINE.standbys(),
            Range.between(0, 10),
            MEDIUM,
            "Copies of the state on other instances, under the classic group protocol.")
        .define(
            STOP_TIMEOUT,
            ConfigDef.Type.LONG,
            ENGINE.stopTimeout().toMillis(),
            Range.between(100, 600_000),
            LOW,
            "How long a stop waits for the threads to commit.")
        .define(
            SESSION_TIMEOUT,
            ConfigDef.Type.LONG,
            ENGINE.sessionTimeout().toMillis(),
            Range.between(500, 1_800_000),
            MEDIUM,
            "How long an instance may be silent before others take its work, under the classic"
                + " group protocol; brokers refuse less than their group.min.session.timeout.ms"
                + " (6000).");
  }

  private static void defineStatus(ConfigDef definition) {
    definition
        .define(
            HTTP_HOST,
            ConfigDef.Type.STRING,
            StatusConfig.LOOPBACK.host(),
            new ConfigDef.NonEmptyString(),
            MEDIUM,
            "Address for health and metrics; nothing there asks who is asking.")
        .define(
            HTTP_PORT,
            ConfigDef.Type.INT,
            8080,
            Range.between(0, 65_535),
            MEDIUM,
            "Port for health and metrics; 0 takes any that is free.")
        .define(
            HTTP_ADVERTISED,
            ConfigDef.Type.STRING,
            StatusConfig.LOOPBACK.advertised(),
            SharedSettings.matching("(([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?)?"),
            MEDIUM,
            "host or host:port that other instances reach this one's HTTP address at, to pass"
                + " questions on; needed when it listens on all addresses (0.0.0.0).")
        .define(
            DEGRADED_SHARE,
            ConfigDef.Type.DOUBLE,
            StatusConfig.LOOPBACK.degradedDeadLetterShare(),
            Range.between(0, 1),
            LOW,
            "Share of refused records in five minutes above which health is degraded.");
  }

  private static void defineCounting(ConfigDef definition) {
    definition
        .define(
            COUNTING_PARTITIONS,
            ConfigDef.Type.INT,
            TOPOLOGY.countingPartitions(),
            Range.between(1, 1000),
            MEDIUM,
            "Partitions that drugs are counted in; fixed for the life of the application's state.")
        .define(
            COUNTED_ROLES,
            ConfigDef.Type.LIST,
            TOPOLOGY.countedRoles().stream().map(ScorerSettings::name).sorted().toList(),
            ValidList.in(names(DrugRole.values()).toArray(String[]::new)),
            MEDIUM,
            "Roles in which a drug counts.")
        .define(
            STRATA,
            ConfigDef.Type.STRING,
            TOPOLOGY.stratifiedBy().stream()
                .sorted()
                .map(ScorerSettings::name)
                .collect(Collectors.joining(",")),
            SharedSettings.matching("none|(sex|age|year)(,(sex|age|year))*"),
            MEDIUM,
            "What counts are stratified by: none, or some of sex, age and year (of receipt). Fixed"
                + " for the life of the application's state.")
        .define(
            BACKEND,
            ConfigDef.Type.STRING,
            name(TOPOLOGY.backend()),
            oneOf(Backend.values()),
            LOW,
            "When tables are written to their changelogs.")
        .define(
            MARGIN_INTERVAL,
            ConfigDef.Type.LONG,
            TOPOLOGY.margins().interval().toMillis(),
            Range.between(10, 60_000),
            LOW,
            "Least time between two publications of the same event margin.")
        .define(
            STRATA_INTERVAL,
            ConfigDef.Type.LONG,
            TOPOLOGY.margins().strataInterval().toMillis(),
            Range.between(10, 600_000),
            LOW,
            "How long no report must have come in before an event margin's counts by stratum are"
                + " published; ten times as long while reports keep coming.")
        .define(
            SIGNAL_WINDOW,
            ConfigDef.Type.LONG,
            TOPOLOGY.signalWindow().toMillis(),
            Range.between(1000, 31_536_000_000L),
            LOW,
            "How long a repeated ready-made signal is dropped.");
  }

  private static void defineScoring(ConfigDef definition) {
    definition
        .define(
            SCORING_INTERVAL,
            ConfigDef.Type.LONG,
            TOPOLOGY.schedule().interval().toMillis(),
            Range.between(10, 1000),
            MEDIUM,
            "Least time between two scores of the same pair.")
        .define(
            SCORING_SHARE,
            ConfigDef.Type.DOUBLE,
            TOPOLOGY.schedule().share(),
            Range.between(0.01, 0.95),
            MEDIUM,
            "Most of a stream thread's time that scoring takes while reports come in.")
        .define(
            SCORING_SHARE_BEHIND,
            ConfigDef.Type.DOUBLE,
            TOPOLOGY.schedule().shareBehind(),
            Range.between(0.01, 0.95),
            MEDIUM,
            "What it takes while reports are counted late, so that counting catches up.")
        .define(
            SCORING_BEHIND,
            ConfigDef.Type.LONG,
            TOPOLOGY.schedule().behind().toMillis(),
            Range.between(1, 3_600_000),
            MEDIUM,
            "Reports are counted late when it is so long after they came in.")
        .define(
            AS_OF,
            ConfigDef.Type.STRING,
            name(TOPOLOGY.asOf()),
            oneOf(AsOf.values()),
            MEDIUM,
            "Which day recent is relative to: clock for live use, newest_receipt for replays.")
        .define(
            ORGANISATION,
            ConfigDef.Type.STRING,
            "",
            SharedSettings.matching("[A-Za-z0-9._-]{0,64}"),
            MEDIUM,
            "Organisation whose layer of control this scorer applies over the platform's; none when"
                + " empty.")
        .define(
            USER,
            ConfigDef.Type.STRING,
            "",
            SharedSettings.matching("[A-Za-z0-9._-]{0,64}"),
            MEDIUM,
            "User of that organisation whose layer it applies over that; none when empty.");
  }

  private static Layer whose(String organisation, String user) {
    if (!user.isEmpty() && organisation.isEmpty()) {
      throw new ConfigurationException(
          "%s = %s needs %s: name the user's organisation, or remove the user"
              .formatted(USER, user, ORGANISATION));
    }
    if (!user.isEmpty()) {
      return Layer.user(organisation, user);
    }
    return organisation.isEmpty() ? Layer.PLATFORM : Layer.organisation(organisation);
  }

  private static void defineSweep(ConfigDef definition) {
    SweepSchedule sweep = TOPOLOGY.sweep();
    definition
        .define(
            SWEEP_SHARE,
            ConfigDef.Type.DOUBLE,
            sweep.share(),
            Range.between(0.01, 1),
            LOW,
            "Share of the time of scoring that goes to pairs without new reports while reports come"
                + " in.")
        .define(
            SWEEP_TOLERANCE,
            ConfigDef.Type.DOUBLE,
            sweep.tolerance(),
            Range.between(0, 1),
            MEDIUM,
            "While reports come in, a pair is scored anew when its expected count moved by this"
                + " share.")
        .define(
            SWEEP_QUIET,
            ConfigDef.Type.LONG,
            sweep.quiet().toMillis(),
            Range.between(10, 3_600_000),
            LOW,
            "When margins have not moved for so long, every pair is scored anew that differs at"
                + " all.")
        .define(
            SWEEP_HEARTBEAT,
            ConfigDef.Type.LONG,
            sweep.heartbeat().toMillis(),
            Range.between(10, 3_600_000),
            LOW,
            "How often a partition without work looks whether margins, model or settings have"
                + " moved.");
  }

  private static void defineModel(ConfigDef definition) {
    RefitSchedule refit = TOPOLOGY.refit();
    definition
        .define(
            MODEL_PUBLICATION,
            ConfigDef.Type.LONG,
            refit.publication().toMillis(),
            Range.between(100, 3_600_000),
            LOW,
            "Least time between two publications of what a partition's pairs say together.")
        .define(
            MODEL_REFIT,
            ConfigDef.Type.LONG,
            refit.interval().toMillis(),
            Range.between(100, 86_400_000),
            MEDIUM,
            "Most time from a change of the pairs to the next fit of the prior.")
        .define(
            MODEL_DRIFT,
            ConfigDef.Type.DOUBLE,
            refit.drift(),
            Range.between(1e-9, 1e3),
            LOW,
            "The prior is fitted at once when its log-likelihood per pair has moved by this much.")
        .define(
            MODEL_LEAST_EFFECT,
            ConfigDef.Type.DOUBLE,
            refit.leastEffect(),
            Range.between(0, 1),
            MEDIUM,
            "A new prior is broadcast when it changes some EBGM, EB05 or EB95 by this share.")
        .define(
            MODEL_LEAST_SHIFT,
            ConfigDef.Type.DOUBLE,
            refit.leastShift(),
            Range.between(1e-6, 1),
            LOW,
            "New score quantiles are broadcast when one has moved by this much.");
  }

  private static ValidString oneOf(Enum<?>... values) {
    return ValidString.in(names(values).toArray(String[]::new));
  }

  private static List<String> names(Enum<?>... values) {
    return Arrays.stream(values).map(ScorerSettings::name).toList();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
