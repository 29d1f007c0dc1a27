package io.tocsin.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.local.CommandRun;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.schemas.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TopicsCommandTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();
  private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));

  @BeforeAll
  void clusterIsEmpty() throws Exception {
    assertThat(admin.listTopics().names().get()).isEmpty();
  }

  @AfterAll
  void stop() {
    admin.close();
    kafka.close();
  }

  @Test
  void anEmptyClusterGetsEveryTopicAndTheSecondRunChangesNothing() throws Exception {
    Topics catalogue = new Topics("first.", 3);

    CommandRun first = create("first.", 3);
    CommandRun second = create("first.", 3);

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("first.alerts.critical: create with 3 partitions");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out().lines())
        .hasSize(catalogue.all().size())
        .allMatch(line -> line.endsWith(": as it should be"));
    assertThat(partitions("first.adverse-event-reports")).isEqualTo(3);
    assertThat(first.out()).contains("first.control: create with 1 partition,");
    assertThat(partitions("first.control")).isEqualTo(1);
    assertThat(setting("first.adverse-event-reports", "retention.ms")).isEqualTo("-1");
    assertThat(setting("first.signals.scored", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting("first.alerts.low", "message.timestamp.type")).isEqualTo("LogAppendTime");
  }

  @Test
  void aDryRunPrintsThePlanAndCreatesNothing() throws Exception {
    CommandRun run =
        CommandRun.of(
            "topics",
            "create",
            "--dry-run",
            "--prefix",
            "dry.",
            "--bootstrap-servers",
            kafka.bootstrapServers());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("dry.signals: create with 4 partitions");
    assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith("dry."));
  }

  @Test
  void partitionsAreNeitherAddedNorTakenAway() throws Exception {
    create("fixed.", 2);

    for (int other : new int[] {1, 3}) {
      CommandRun refused = create("fixed.", other);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out())
          .contains("fixed.signals: refused: it has 2 partitions and cannot have " + other)
          .contains("Nothing was changed.");
      assertThat(partitions("fixed.signals")).isEqualTo(2);
    }
  }

  @Test
  void aTopicThatMustHaveOnePartitionIsRefusedWithMore() throws Exception {
    admin.createTopics(List.of(new NewTopic("ordered.control", 3, (short) 1))).all().get();

    CommandRun refused = create("ordered.", 3);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out())
        .contains("ordered.control: refused: it has 3 partitions and cannot have 1; delete it");
  }

  @Test
  void aTopicThatIsSetOtherwiseIsNamedAndLeftAlone() throws Exception {
    create("other.", 1);
    AlterConfigOp shorter =
        new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET);
    Map<ConfigResource, Collection<AlterConfigOp>> changes =
        Map.of(resource("other.alerts.high"), List.of(shorter));
    admin.incrementalAlterConfigs(changes).all().get();
    await().until(() -> setting("other.alerts.high", "retention.ms").equals("1000"));

    CommandRun run = create("other.", 1);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("other.alerts.high: left as it is, but set otherwise: retention.ms is 1000");
    assertThat(setting("other.alerts.high", "retention.ms")).isEqualTo("1000");
  }

  @Test
  void anIllegalPrefixIsAMatterOfTheCommandLine() {
    CommandRun run = create("no spaces", 1);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no spaces").hasLineCount(1);
  }

  private CommandRun create(String prefix, int partitions) {
    return CommandRun.of(
        "topics",
        "create",
        "--prefix",
        prefix,
        "--partitions",
        Integer.toString(partitions),
        "--bootstrap-servers",
        kafka.bootstrapServers());
  }

  private int partitions(String topic) throws Exception {
    return only(admin.describeTopics(List.of(topic)).allTopicNames().get()).partitions().size();
  }

  private String setting(String topic, String key) throws Exception {
    return only(admin.describeConfigs(List.of(resource(topic))).all().get()).get(key).value();
  }

  private static <V> V only(Map<?, V> answers) {
    return answers.values().iterator().next();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
