/** Works on whole files at once, without Kafka: the batch counterpart of the pipeline. */
@NullMarked
package io.tocsin.batch;

import org.jspecify.annotations.NullMarked;
