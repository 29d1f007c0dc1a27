package io.tocsin.local.control;

import io.tocsin.schemas.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what became of a change, to a person or to a machine. */
final class Answers {
  private static final int OK = 0;
  private static final int REFUSED = 1;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  Answers(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /**
   * The answer as JSON.
   *
   * @param version the name of the settings that hold for the layer's owner; absent when refused
   * @param reason absent when accepted
   */
  record Answer(
      boolean accepted,
      String layer,
      @Nullable String version,
      List<Proposal.Change> changes,
      @Nullable String reason) {}

  int accepted(Proposal proposal, String saying) {
    List<Proposal.Change> changes = proposal.changes();
    if (json) {
      print(new Answer(true, proposal.layer().key(), proposal.version(), changes, null));
      return OK;
    }
    out.println(saying);
    int width = changes.stream().mapToInt(change -> change.path().length()).max().orElse(0);
    for (Proposal.Change change : changes) {
      out.printf(
          "  %-" + Math.max(1, width) + "s  %s -> %s%n",
          change.path(),
          change.before() == null ? "nothing" : change.before(),
          change.after() == null ? "nothing" : change.after());
    }
    if (changes.isEmpty()) {
      out.println("  No value changes.");
    }
    out.flush();
    return OK;
  }

  int refused(String layer, String reason) {
    if (json) {
      print(new Answer(false, layer, null, List.of(), reason));
    } else {
      err.println("tocsin: refused, all stays as it was: " + reason);
      err.flush();
    }
    return REFUSED;
  }

  private void print(Answer answer) {
    out.println(new String(Json.write(answer), StandardCharsets.UTF_8));
    out.flush();
  }
}
