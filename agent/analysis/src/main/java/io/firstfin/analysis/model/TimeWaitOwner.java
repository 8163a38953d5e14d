package io.firstfin.analysis.model;

/**
 * Sockets in TIME_WAIT and who is to be thanked for them.
 *
 * @param destination where the connections led
 * @param site where our code closed them first; unknown where no stack tells
 * @param why why, and by which HTTP client or server
 * @param count how many
 */
public record TimeWaitOwner(Destination destination, CallSite site, Why why, long count) {}
