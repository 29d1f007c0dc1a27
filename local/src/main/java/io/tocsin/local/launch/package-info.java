/** What the launcher does once after a build, so that programs start fast. */
@NullMarked
package io.tocsin.local.launch;

import org.jspecify.annotations.NullMarked;
