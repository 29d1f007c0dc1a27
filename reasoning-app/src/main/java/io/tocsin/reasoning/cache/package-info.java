/** What was paid for once is not paid for again: answers kept, and one call at a time. */
@NullMarked
package io.tocsin.reasoning.cache;

import org.jspecify.annotations.NullMarked;
