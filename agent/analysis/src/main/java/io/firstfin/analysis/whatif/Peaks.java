package io.firstfin.analysis.whatif;

/**
 * What connections took of the local ports towards one destination.
 *
 * @param recorded the most at a time, of the connections of the recording alone
 * @param projected the most at a time if it goes on like that
 * @param opensPerSecond new connections a second towards that destination, if it goes on like that
 * @param bounded the kernel keeps no more TIME_WAITs than it then has
 */
record Peaks(long recorded, long projected, double opensPerSecond, boolean bounded) {}
