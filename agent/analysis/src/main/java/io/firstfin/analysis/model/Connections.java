package io.firstfin.analysis.model;

import java.util.List;
import java.util.Map;

/**
 * What became of the connections.
 *
 * @param closes what was closed
 * @param opens what was connected and accepted, or could not be
 * @param openAtEnd how many of the connections opened meanwhile have no close in the recordings
 * @param bindFailures binds that failed
 * @param descriptorExhaustions sockets that could not be made or accepted for want of a descriptor
 * @param peers for each server port, who connected to it
 * @param transitions which steps of TCP's state machine the events prove
 * @param socketOptions which options the sockets of the closes had, the most closes first
 * @param peerEnds how HTTP connections ended, as far as it shows a limit of the peer
 * @param workloads for each destination that we connected to, its connections over time
 * @param proxies what proxies were asked to connect to, the most first
 */
public record Connections(
        List<CloseGroup> closes,
        List<OpenGroup> opens,
        Map<Destination, Long> openAtEnd,
        List<BindFailure> bindFailures,
        List<DescriptorExhaustion> descriptorExhaustions,
        Map<Destination, Peers> peers,
        Transitions transitions,
        List<SocketOptions> socketOptions,
        List<PeerEnds> peerEnds,
        Map<Destination, Workload> workloads,
        List<ProxyUse> proxies) {}
