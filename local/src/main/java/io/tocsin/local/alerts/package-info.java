/** Shows alerts to a person as they are raised. */
@NullMarked
package io.tocsin.local.alerts;

import org.jspecify.annotations.NullMarked;
