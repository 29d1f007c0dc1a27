/** The reasoning application: builds, runs and stops what turns alerts into detections. */
@NullMarked
package io.tocsin.reasoning;

import org.jspecify.annotations.NullMarked;
