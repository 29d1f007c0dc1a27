package io.tocsin.local.analyze;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.model.ModelParameters.Theta;
import io.tocsin.scoring.Prior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads θ as five numbers, or from a file that {@code --summary} wrote. */
final class PriorConverter implements ITypeConverter<Prior> {
  private static final int PARAMETERS = 5;

  @Override
  public Prior convert(String value) {
    try {
      return value.indexOf(',') < 0 ? ofFile(value) : ofNumbers(value.split(",", -1));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static Prior ofNumbers(String[] numbers) {
    if (numbers.length != PARAMETERS) {
      throw new TypeConversionException(
          "θ is five numbers, alpha1,beta1,alpha2,beta2,p; these are %d".formatted(numbers.length));
    }
    double[] theta = new double[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      theta[i] = Double.parseDouble(numbers[i].strip());
    }
    return new Prior("given", theta[0], theta[1], theta[2], theta[3], theta[4]);
  }

  private static Prior ofFile(String name) {
    try {
      Theta theta =
          Json.mapper()
              .convertValue(
                  Json.mapper().readTree(Files.readAllBytes(Path.of(name))).at("/model/prior"),
                  Theta.class);
      if (theta == null) {
        throw new TypeConversionException(name + " has no model.prior: name a file of --summary");
      }
      return new Prior(
          name, theta.alpha1(), theta.beta1(), theta.alpha2(), theta.beta2(), theta.p());
    } catch (JsonProcessingException e) {
      throw new TypeConversionException(
          "%s is not JSON: %s".formatted(name, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new TypeConversionException(
          "%s is neither five numbers nor a file that can be read (%s)"
              .formatted(name, e.getClass().getSimpleName()));
    }
  }
}
