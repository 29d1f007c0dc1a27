/**
 * What stands between text from outside and a prompt: no person can be told from it, it is data and
 * not instruction, and what reads like an instruction is flagged.
 */
@NullMarked
package io.tocsin.reasoning.privacy;

import org.jspecify.annotations.NullMarked;
