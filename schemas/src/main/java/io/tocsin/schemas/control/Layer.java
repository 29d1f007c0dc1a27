package io.tocsin.schemas.control;

import io.tocsin.schemas.json.Constants;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose settings: the platform's, an organisation's or a user's.
 *
 * @param organisation absent for the platform's
 * @param user absent for the platform's and an organisation's
 */
public record Layer(Scope scope, @Nullable String organisation, @Nullable String user) {
  /** The layer below all others. */
  public static final Layer PLATFORM = new Layer(Scope.PLATFORM, null, null);

  /** What the name of an organisation, a user or a version is made of, in words. */
  public static final String NAME_RULE = "1 to 64 letters, digits, '.', '_' or '-'";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Refuses names that the scope does not have, and such as {@link #NAME_RULE} does not allow. */
  public Layer {
    require("organisation", organisation, scope != Scope.PLATFORM);
    require("user", user, scope == Scope.USER);
  }

  /** The layer of one organisation. */
  public static Layer organisation(String name) {
    return new Layer(Scope.ORGANISATION, name, null);
  }

  /** The layer of one user of an organisation. */
  public static Layer user(String organisation, String name) {
    return new Layer(Scope.USER, organisation, name);
  }

  /**
   * The layer of a key on the topics.
   *
   * @throws IllegalArgumentException when it is no such key
   */
  public static Layer ofKey(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length == 1 && parts[0].equals(PLATFORM.key())) {
      return PLATFORM;
    }
    if (parts.length == 2 && parts[0].equals(Constants.wireName(Scope.ORGANISATION))) {
      return organisation(parts[1]);
    }
    if (parts.length == 3 && parts[0].equals(Constants.wireName(Scope.USER))) {
      return user(parts[1], parts[2]);
    }
    throw new IllegalArgumentException(
        "the key must be platform, organisation/NAME or user/ORGANISATION/NAME");
  }

  /** Its key on the topics: {@code platform}, {@code organisation/acme}, {@code user/acme/jane}. */
  public String key() {
    String prefix = Constants.wireName(scope);
    return switch (scope) {
      case PLATFORM -> prefix;
      case ORGANISATION -> prefix + "/" + organisation;
      case USER -> prefix + "/" + organisation + "/" + user;
    };
  }

  /** The layers that apply to whom this one is for, from the platform's to this one. */
  public List<Layer> chain() {
    return switch (scope) {
      case PLATFORM -> List.of(this);
      case ORGANISATION -> List.of(PLATFORM, this);
      case USER -> List.of(PLATFORM, new Layer(Scope.ORGANISATION, organisation, null), this);
    };
  }

  /** Whether a name keeps {@link #NAME_RULE}. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  public String toString() {
    return key();
  }

  private static void require(String what, @Nullable String name, boolean wanted) {
    if (wanted && (name == null || !isName(name))) {
      throw new IllegalArgumentException("the %s must be named with %s".formatted(what, NAME_RULE));
    }
    if (!wanted && name != null) {
      throw new IllegalArgumentException("the scope has no " + what + "; leave it out");
    }
  }
}
