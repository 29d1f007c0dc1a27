/** The catalogue of topics: name, serdes, partitions, cleanup and retention in one typed place. */
@NullMarked
package io.tocsin.schemas.topic;

import org.jspecify.annotations.NullMarked;
