/** What a model is told and asked, and what of its answer is believed. */
@NullMarked
package io.tocsin.reasoning.prompt;

import org.jspecify.annotations.NullMarked;
