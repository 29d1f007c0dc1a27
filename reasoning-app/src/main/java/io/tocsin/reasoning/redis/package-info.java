/** The connection to Redis, which may be missing at any time. */
@NullMarked
package io.tocsin.reasoning.redis;

import org.jspecify.annotations.NullMarked;
