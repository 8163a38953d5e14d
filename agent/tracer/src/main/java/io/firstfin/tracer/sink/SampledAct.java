package io.firstfin.tracer.sink;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.SampledSite;

/** The last act of a connection, whose stack was taken. */
public record SampledAct(Connection connection, SampledSite site) {}
