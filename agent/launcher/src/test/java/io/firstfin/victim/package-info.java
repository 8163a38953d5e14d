/**
 * Applications that get traced in tests, and what looks at them from inside. They run in JVMs of
 * their own whose class path holds this package and nothing else.
 */
package io.firstfin.victim;
