/** Reasoned, audited detections: one for each alert. */
@NullMarked
package io.tocsin.schemas.detection;

import org.jspecify.annotations.NullMarked;
