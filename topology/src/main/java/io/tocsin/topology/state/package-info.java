/**
 * Domain tables as state stores: objects in memory, compact binary in the changelog, each changed
 * entry written once per commit.
 */
@NullMarked
package io.tocsin.topology.state;

import org.jspecify.annotations.NullMarked;
