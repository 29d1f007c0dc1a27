/** What is stratified by, and how counts by stratum are written in state and messages. */
@NullMarked
package io.tocsin.topology.strata;

import org.jspecify.annotations.NullMarked;
