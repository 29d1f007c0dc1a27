package io.tocsin.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class CompatibilityTest {
  static final List<String> NAMES = Schemas.NAMES;

  private static final String SCHEMA =
      """
      {"type":"object","required":["id"],"description":"a case",
       "properties":{"id":{"type":"string","maxLength":9},"drug":{"$ref":"#/$defs/drug"}},
       "$defs":{"drug":{"type":"object","properties":{"role":{"enum":["suspect","other"]}}}}}
      """;

  @ParameterizedTest
  @FieldSource("NAMES")
  void everySchemaFollowsItsPreviousVersion(String name) {
    assertThat(Compatibility.breaks(Schemas.previous(name), Schemas.current(name))).isEmpty();
  }

  @Test
  void optionalFieldsMayBeAddedAtAnyDepthAndWordsMayChange() {
    String grown =
        SCHEMA
            .replace("\"drug\":{\"$ref\"", "\"lot\":{\"$ref\":\"#/$defs/lot\"},\"drug\":{\"$ref\"")
            .replace("\"role\":", "\"dose\":{\"type\":\"string\"},\"role\":")
            .replace("\"$defs\":{", "\"$defs\":{\"lot\":{\"type\":\"string\"},")
            .replace("a case", "one case");

    assertThat(Compatibility.breaks(Schemas.tree(SCHEMA), Schemas.tree(grown))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      textBlock =
          """
          ["id"]                ; ["id","drug"]            ; /required
          ["id"]                ; []                       ; /required
          "required":["id"],    ;   ''                     ; /required
          "maxLength":9         ; "maxLength":8            ; /properties/id/maxLength
          "maxLength":9         ; "maxLength":9,"minLength":1 ; /properties/id/minLength
          "type":"string"       ; "type":"integer"         ; /properties/id/type
          "drug":{"$ref"        ; "product":{"$ref"        ; /properties/drug
          "suspect",            ;   ''                     ; /$defs/drug/properties/role/enum
          "role"                ; "part"                   ; /$defs/drug/properties/role
          """)
  void everyOtherChangeBreaksSomeone(String part, String changed, String at) {
    String next = SCHEMA.replace(part, changed);

    assertThat(Compatibility.breaks(Schemas.tree(SCHEMA), Schemas.tree(next)))
        .singleElement()
        .asString()
        .startsWith(at);
  }
}
