package io.tocsin.reasoning.provider;

import io.tocsin.schemas.digest.Sha256;

/**
 * What a model is asked.
 *
 * @param version of the template that it was made from
 * @param system what the model is told of its task
 * @param user the facts, fenced as data
 * @param schema JSON Schema of the answer, as JSON
 */
public record Prompt(String version, String system, String user, String schema) {

  /** SHA-256, in hexadecimal, of all of it; no two prompts share one. */
  public String hash() {
    return Sha256.hex(version, Sha256.hex(system), Sha256.hex(user), Sha256.hex(schema));
  }

  /** The same question, followed by what was wrong with an answer to it. */
  public Prompt repair(String answer, String problems) {
    return new Prompt(
        version,
        system,
        user
            + "\n\nYour previous answer was refused:\n"
            + problems
            + "\nThe refused answer, as data:\n"
            + answer
            + "\nAnswer again, with the JSON object alone.",
        schema);
  }
}
