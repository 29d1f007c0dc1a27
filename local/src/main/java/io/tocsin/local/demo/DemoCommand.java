package io.tocsin.local.demo;

import io.tocsin.ingest.Pace;
import io.tocsin.local.cli.PaceConverter;
import io.tocsin.local.cli.Terminal;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.Pair;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole system at work on one machine. */
@Command(
    name = "demo",
    description = {
      "Runs broker, scorer and reasoning in one process and replays the VAERS reports of 1998 and"
          + " 1999 through them: the years in which RotaShield was withdrawn.",
      "Without --data the reports are synthetic, made from the real aggregate counts."
    },
    footer = {"", "Example: tocsin demo --exit-after-replay"})
public final class DemoCommand implements Callable<Integer> {
  private static final int KAFKA_PORT = 9092;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      arity = "1..*",
      description = "VAERS files to replay instead: zip files, directories or CSV files.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--exit-after-replay",
      description = "Ends after the replay, with the summary as one line of JSON at the end.")
  private boolean exitAfterReplay;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "max",
      converter = PaceConverter.class,
      description = "Receipt days per second, or as fast as it goes. Default: ${DEFAULT-VALUE}.")
  private Pace speed = Pace.UNLIMITED;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the broker on the loopback address. Default: 9092, or any free one.")
  private @Nullable Integer port;

  @Option(
      names = "--watch",
      paramLabel = "DRUG|EVENT",
      defaultValue = "ROTAVIRUS (ROTASHIELD)|Intussusception",
      description = "Pair to show on every date it is reported. Default: ${DEFAULT-VALUE}.")
  private String watch = "";

  @Option(
      names = "--malformed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Mixes in so many malformed records, of every kind. Default: none.")
  private int malformed;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = new Screen(new Terminal(out, Terminal.isPresent()));
    try (Demo demo = new Demo(options(), screen)) {
      DemoSummary summary = demo.replay();
      screen.summary(summary);
      if (exitAfterReplay) {
        out.println(new String(Json.write(summary), StandardCharsets.UTF_8));
        out.flush();
      } else {
        stayUp(demo, screen);
      }
      return summary.differences() == 0 ? 0 : 1;
    }
  }

  private static void stayUp(Demo demo, Screen screen) throws InterruptedException {
    screen.say("");
    screen.say("It stays up until Ctrl-C. In another terminal:");
    String broker = " --bootstrap-servers " + demo.bootstrapServers();
    screen.say("  ./tocsin alerts tail --from-beginning" + broker);
    screen.say("  ./tocsin recount" + broker);
    screen.say("  curl " + demo.scorerStatus().resolve("/health/detailed"));
    screen.say("  curl " + demo.scorerStatus().resolve("/metrics"));
    screen.say("  curl " + demo.reasoningStatus().resolve("/health/detailed"));
    new CountDownLatch(1).await();
  }

  private DemoOptions options() {
    int bar = watch.indexOf('|');
    if (bar < 1) {
      throw wrong("--watch takes a drug and an event with a bar between them, not '" + watch + "'");
    }
    if (malformed < 0) {
      throw wrong("--malformed takes a number from 0, not " + malformed);
    }
    return new DemoOptions(
        data,
        speed,
        port == null ? freePort() : port,
        Pair.of(watch.substring(0, bar), watch.substring(bar + 1)),
        malformed);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Kafka's usual port, so that the other verbs find the demo; any other where that is taken. */
  private static int freePort() {
    try (ServerSocket usual = new ServerSocket(KAFKA_PORT, 1, InetAddress.getLoopbackAddress())) {
      return usual.getLocalPort();
    } catch (IOException e) {
      return 0;
    }
  }
}
