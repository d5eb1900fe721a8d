/**
 * What is measured: each {@link dev.basin.lab.instrument.Instrument} says once what it is called,
 * which settings it has, what it costs, how it is computed and which quantities come out of it; the
 * command, the study files' key, storage, exports and report sections follow from that.
 */
@NullMarked
package dev.basin.lab.instrument;

import org.jspecify.annotations.NullMarked;
