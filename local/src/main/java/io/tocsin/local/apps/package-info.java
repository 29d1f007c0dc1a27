/** The verbs that run the applications, each as a process of its own. */
@NullMarked
package io.tocsin.local.apps;

import org.jspecify.annotations.NullMarked;
