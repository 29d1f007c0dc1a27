/**
 * Configuration as data: what operators write to change how pairs are scored and when they ring.
 */
@NullMarked
package io.tocsin.schemas.control;

import org.jspecify.annotations.NullMarked;
