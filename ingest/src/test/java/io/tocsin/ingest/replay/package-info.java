/** Tests of the built-in replay: everything is counted again and compared with the tables. */
@NullMarked
package io.tocsin.ingest.replay;

import org.jspecify.annotations.NullMarked;
