package io.tocsin.schemas.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One layer of settings as an operator writes it to {@code control}, under the key of its layer.
 *
 * @param organisation whose layer it is; absent for the platform's
 * @param user whose layer it is; absent for the platform's and an organisation's
 * @param version names these settings of this layer: 1 to 64 letters, digits, '.', '_' or '-'
 * @param author who wrote them
 * @param reason why
 * @param settings what overrides the layers below: a JSON merge patch (RFC 7396) of the scoring's
 *     settings, so objects are merged, lists and values replaced, and null takes away
 */
public record ControlRecord(
    Scope scope,
    @Nullable String organisation,
    @Nullable String user,
    String version,
    @Nullable String author,
    @Nullable String reason,
    ObjectNode settings) {

  /** Stands between a layer and its version. */
  static final String AT = "@";

  /** Keeps a copy of the settings; refuses names that do not go together. */
  public ControlRecord {
    settings = settings.deepCopy();
    new Layer(scope, organisation, user);
    if (!Layer.isName(version)) {
      throw new IllegalArgumentException("the version must be named with " + Layer.NAME_RULE);
    }
  }

  /** The settings of a layer. */
  public static ControlRecord of(
      Layer layer,
      String version,
      @Nullable String author,
      @Nullable String reason,
      ObjectNode settings) {
    return new ControlRecord(
        layer.scope(), layer.organisation(), layer.user(), version, author, reason, settings);
  }

  /** Whose settings they are. */
  public Layer layer() {
    return new Layer(scope, organisation, user);
  }

  /** The layer with its version, as scores name it: {@code organisation/acme@v1}. */
  public String name() {
    return layer().key() + AT + version;
  }

  /** The settings; the caller's to change. */
  @Override
  public ObjectNode settings() {
    return settings.deepCopy();
  }
}
