/** The verb that shows detections. */
@NullMarked
package io.tocsin.local.detections;

import org.jspecify.annotations.NullMarked;
