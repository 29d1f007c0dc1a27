package io.tocsin.local.reason;

import io.tocsin.reasoning.limits.LimitStatus;
import io.tocsin.reasoning.limits.LimitStatus.Use;
import java.io.PrintWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how much of every limit is used. */
@Command(
    name = "limits",
    description = "Shows how much of the limits on calls, tokens and money is used.",
    footer = {"", "Example: tocsin limits"})
public final class LimitsCommand implements Runnable {
  private static final int NAME_WIDTH = 20;

  @Mixin private RunningApp app = new RunningApp();

  @Spec private CommandSpec spec = CommandSpec.create();

  LimitsCommand() {}

  @Override
  public void run() {
    LimitStatus status = app.get("/api/v1/limits", LimitStatus.class);
    calls("calls this minute", status.minute());
    calls("calls this hour", status.hour());
    calls("calls of the tenant", status.tenant());
    calls("tokens this minute", status.tokens());
    money("USD today (UTC)", status.day());
    money("USD this month", status.month());
    line("counted", counted(status));
    line("let through", Math.round(status.share() * 100) + " % of the limits");
  }

  private static String counted(LimitStatus status) {
    if (status.shared()) {
      return "over all instances, in Redis";
    }
    String trouble = status.trouble();
    return trouble == null
        ? "for this instance alone, with its part of every limit: no Redis is configured"
        : "for this instance alone, with its part of every limit: " + trouble;
  }

  private void calls(String name, Use<Long> use) {
    line(name, use.used() + of(use.limit()));
  }

  private void money(String name, Use<BigDecimal> use) {
    BigDecimal limit = use.limit();
    line(name, use.used().toPlainString() + of(limit == null ? null : limit.toPlainString()));
  }

  private static String of(@Nullable Object limit) {
    return limit == null ? " (no limit)" : " of " + limit;
  }

  private void line(String name, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(name + " ".repeat(NAME_WIDTH - name.length()) + text);
    out.flush();
  }
}
