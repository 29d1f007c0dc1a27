/** Typed, bounded settings: files first, then the environment, validated before anything starts. */
@NullMarked
package io.tocsin.config;

import org.jspecify.annotations.NullMarked;
