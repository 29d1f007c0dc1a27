package io.tocsin.bench.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process is asked to work off.
 *
 * @param directory for state
 * @param name no other task has it
 * @param warmUp worked off first, not measured
 * @param settings of the scorer, as variables; pass-through and naive take those of the engine
 * @param recording file that a flight recording of the measured part is written to
 */
record Task(
    Contender contender,
    String bootstrapServers,
    String directory,
    String name,
    Filled warmUp,
    Filled input,
    Map<String, String> settings,
    @Nullable String recording) {}
