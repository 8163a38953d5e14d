package io.firstfin.analysis.event;

import io.firstfin.analysis.model.KernelSettings;
import java.time.Instant;

/**
 * {@code firstfin.KernelSettings}: the sysctls that bear on TIME_WAIT and ports.
 *
 * @param networkNamespace as the kernel names it; empty when unknown
 */
public record KernelSettingsEvent(Instant time, String networkNamespace, KernelSettings settings)
        implements TracedEvent {}
