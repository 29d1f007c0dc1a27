package io.tocsin.reasoning.provider;

import io.tocsin.config.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and how.
 *
 * @param baseUrl what the paths of the provider's interface are put after, such as {@code
 *     https://api.openai.com/v1} and {@code https://api.anthropic.com}; https, or http to this
 *     machine and private networks
 * @param model by the provider's name for it
 * @param maxOutputTokens an answer may take, at least 1
 * @param temperature from 0 to 2; absent to leave it to the provider, as some models demand
 * @param connectTimeout after which a connection has failed
 */
public record ProviderConfig(
    ProviderKind kind,
    URI baseUrl,
    String model,
    StructuredMode mode,
    int maxOutputTokens,
    @Nullable Double temperature,
    Duration connectTimeout) {
  private static final int MAX_NAME = 200;
  private static final double MAX_TEMPERATURE = 2;
  private static final List<String> PRIVATE_DOMAINS =
      List.of(".localhost", ".local", ".internal", ".svc", ".lan", ".home.arpa");

  /**
   * Checks all of it.
   *
   * @throws ConfigurationException when something is out of bounds
   */
  public ProviderConfig {
    checkUrl(baseUrl);
    check(
        kind != ProviderKind.ANTHROPIC || !baseUrl.getPath().matches(".*/v1/?"),
        "Anthropic's base URL is given without /v1 at its end");
    check(
        !model.isBlank() && model.length() <= MAX_NAME,
        "The model's name must have 1 to %d characters".formatted(MAX_NAME));
    check(maxOutputTokens >= 1, "The limit of output tokens must be 1 or more");
    check(
        temperature == null || (temperature >= 0 && temperature <= MAX_TEMPERATURE),
        "The temperature must be from 0 to 2, or left out");
    check(connectTimeout.isPositive(), "The connect timeout must be longer than nothing");
  }

  /** Provider and model, as recorded in detections. */
  String name() {
    return kind.label() + "/" + model;
  }

  /** An address under the base. */
  URI at(String path) {
    String base = baseUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static void checkUrl(URI url) {
    String host = url.getHost();
    check(
        host != null && url.getScheme() != null,
        "The provider's base URL must be whole, such as https://api.openai.com/v1");
    check(
        url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null,
        "The provider's base URL must hold no user, no query and no fragment:"
            + " the key is given by a setting of its own");
    boolean safe =
        switch (url.getScheme()) {
          case "https" -> true;
          case "http" -> isPrivate(host);
          default -> false;
        };
    check(
        safe,
        "The provider's base URL at %s must begin with https://; http:// is for this machine and private networks"
            .formatted(host));
  }

  /** Judged by the name alone: nothing is looked up. */
  private static boolean isPrivate(String host) {
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      InetAddress address = InetAddress.ofLiteral(name);
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || isUniqueLocal(address);
    } catch (IllegalArgumentException notAnAddress) {
      return name.indexOf('.') < 0 || PRIVATE_DOMAINS.stream().anyMatch(name::endsWith);
    }
  }

  /** IPv6's private range, fc00::/7. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }

  private static void check(boolean fine, String message) {
    if (!fine) {
      throw new ConfigurationException(message);
    }
  }
}
