package io.tocsin.local.control;

import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.json.Json;
import io.tocsin.topology.control.LayeredSettings;
import io.tocsin.topology.control.LayeredSettings.Setting;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the layers, and what holds. */
@Command(
    name = "show",
    description = {
      "Shows the layers that hold, and the settings that they make for everybody, an organisation"
          + " or a user, each with the layer it comes from."
    },
    footer = {"", "Example: tocsin control show levels --organisation acme"})
final class ShowCommand implements Callable<Integer> {
  private static final int NO_SUCH_SETTING = 1;

  @Mixin private ControlOptions control = new ControlOptions();
  @Mixin private LayerOptions layers = new LayerOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "Shows only the settings whose names begin so, such as levels.")
  private String path = "";

  @Option(names = "--changed", description = "Shows only what a layer has changed.")
  private boolean changed;

  ShowCommand() {}

  /** All that is shown, as JSON. */
  record Shown(
      String holdsFor, String version, List<ControlRecord> layers, List<Setting> settings) {}

  @Override
  public Integer call() {
    KnownSettings known = control.known();
    LayeredSettings settings = known.live().settings();
    Layer whose = layers.layer();
    String base = settings.base().version();
    List<Setting> shown =
        settings.settings(whose).stream()
            .filter(setting -> path.isEmpty() || within(setting.path()))
            .filter(setting -> !changed || !setting.from().equals(base))
            .toList();
    String version = settings.effective(whose).version();
    if (control.json()) {
      Shown all = new Shown(whose.key(), version, settings.all(), shown);
      control.out().println(new String(Json.write(all), StandardCharsets.UTF_8));
    } else {
      print(known, whose + " scores with " + version, shown);
    }
    control.out().flush();
    return shown.isEmpty() && !path.isEmpty() ? NO_SUCH_SETTING : 0;
  }

  private boolean within(String setting) {
    return setting.equals(path) || setting.startsWith(path + ".");
  }

  private void print(KnownSettings known, String heading, List<Setting> shown) {
    PrintWriter out = control.out();
    List<ControlRecord> all = known.live().settings().all();
    out.println(all.isEmpty() ? "No layer says anything." : "Layers:");
    all.forEach(layer -> out.println("  " + known.line(layer)));
    out.println();
    out.println(heading + ":");
    int paths = shown.stream().mapToInt(each -> each.path().length()).max().orElse(1);
    int values = shown.stream().mapToInt(ShowCommand::width).max().orElse(1);
    for (Setting setting : shown) {
      out.printf(
          "  %-" + paths + "s  %-" + values + "s  %s%n",
          setting.path(),
          setting.value(),
          setting.from());
    }
    if (shown.isEmpty()) {
      out.println(
          "  " + (path.isEmpty() ? "Nothing is changed." : "No setting begins with " + path + "."));
    }
  }

  /** Lists stand out of the column, or all else would stand far from where it comes from. */
  private static int width(Setting setting) {
    return setting.value().isArray() ? 1 : setting.value().toString().length();
  }
}
