/** The verb that runs the embedded broker as a process of its own. */
@NullMarked
package io.tocsin.local.broker;

import org.jspecify.annotations.NullMarked;
