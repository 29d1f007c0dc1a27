package io.tocsin.ingest;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a feed has been published.
 *
 * @param sent reports handed to the producer
 * @param acknowledged reports that the brokers have stored
 * @param lastDate receipt date of the last report sent; absent before the first
 */
public record Published(long sent, long acknowledged, @Nullable LocalDate lastDate) {}
