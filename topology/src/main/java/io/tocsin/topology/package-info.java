/**
 * The stream graph: intake, counting, scoring and alerting, as a function of typed configuration.
 */
@NullMarked
package io.tocsin.topology;

import org.jspecify.annotations.NullMarked;
