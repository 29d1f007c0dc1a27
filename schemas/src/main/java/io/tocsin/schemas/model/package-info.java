/** What is fitted to all pairs together, and broadcast to every scorer. */
@NullMarked
package io.tocsin.schemas.model;

import org.jspecify.annotations.NullMarked;
