package io.tocsin.scorer;

import io.tocsin.config.Cluster;
import io.tocsin.config.EnvironmentException;
import io.tocsin.scorer.takeover.RunLock;
import io.tocsin.scorer.takeover.Takeover;
import io.tocsin.topology.TocsinTopology;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** The cluster and the state directory that one run of the scorer works with, checked. */
final class Surroundings implements AutoCloseable {
  private final EngineConfig engine;
  private final RunLock run;
  private final Admin admin;
  private final Takeover takeover;
  private final TableWatch tables;

  private Surroundings(
      ScorerConfig config, Admin admin, Collection<String> topics, RunLock run, TableWatch tables) {
    engine = config.engine();
    this.admin = admin;
    this.run = run;
    this.tables = tables;
    takeover =
        new Takeover(admin, config.kafka(), engine.applicationId(), streamsProtocol(), topics, run);
  }

  /**
   * Checks that all is as it must be, and takes the state directory.
   *
   * @param topics that must exist
   * @param counted those of them that the state was counted from
   * @throws EnvironmentException if no broker answers, topics are missing, the local state belongs
   *     to another cluster or to a scorer that runs, or tables are gone from the broker
   */
  static Surroundings enter(
      ScorerConfig config,
      TocsinTopology topology,
      Collection<String> topics,
      Collection<String> counted) {
    EngineConfig engine = config.engine();
    Map<String, Object> kafka = config.kafka();
    Object servers = kafka.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "?");
    Admin admin = Admin.create(new HashMap<>(kafka));
    try {
      Cluster cluster = Cluster.describe(admin, servers, topics);
      RunLock run = RunLock.take(engine.stateDirectory(), engine.applicationId());
      try {
        Set<String> internal = topology.internalTopics(engine.applicationId());
        TableTopics tables = new TableTopics(admin, engine.applicationId());
        tables.requireTables(topology, config.topics().eventMargins().name());
        TableWatch watch =
            TableWatch.admit(
                tables,
                new StateGuard(new StateDirectory(engine.stateDirectory(), engine.applicationId())),
                cluster.only(counted),
                internal);
        Set<String> all = new HashSet<>(topics);
        all.addAll(internal);
        Surroundings entered = new Surroundings(config, admin, all, run, watch);
        entered.takeover.begin();
        return entered;
      } catch (RuntimeException e) {
        run.close();
        throw e;
      }
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Watches the topics that tables rest on, from now on.
   *
   * @param lost told when one is gone, or created again
   */
  void watch(Consumer<EnvironmentException> lost) {
    tables.start(lost);
  }

  /** Client settings by which the group knows this run. */
  Map<String, Object> named(Map<String, Object> kafka) {
    if (streamsProtocol()) {
      return kafka;
    }
    Map<String, Object> named = new HashMap<>(kafka);
    named.put(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG, run.id());
    return named;
  }

  /** Looks for what scorers left behind that are gone. */
  void membersChanged() {
    tables.look();
    takeover.lookForTransactions();
  }

  private boolean streamsProtocol() {
    return engine.groupProtocol() == EngineConfig.GroupProtocol.STREAMS;
  }

  @Override
  public void close() {
    tables.close();
    takeover.close();
    admin.close(Duration.ZERO);
    run.close();
  }
}
