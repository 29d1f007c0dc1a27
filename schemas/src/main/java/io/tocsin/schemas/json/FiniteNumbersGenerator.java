package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** Refuses to write NaN and infinity, which JSON cannot say. */
final class FiniteNumbersGenerator extends JsonGeneratorDelegate {
  FiniteNumbersGenerator(JsonGenerator generator) {
    super(generator, true);
  }

  @Override
  public void writeNumber(double value) throws IOException {
    require(Double.isFinite(value));
    delegate.writeNumber(value);
  }

  @Override
  public void writeNumber(float value) throws IOException {
    require(Float.isFinite(value));
    delegate.writeNumber(value);
  }

  private void require(boolean finite) throws JsonGenerationException {
    if (!finite) {
      throw new JsonGenerationException("a number is NaN or infinite; leave it out", delegate);
    }
  }
}
