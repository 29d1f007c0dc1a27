/** The closed list of error codes and the provenance of what was refused. */
@NullMarked
package io.tocsin.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
