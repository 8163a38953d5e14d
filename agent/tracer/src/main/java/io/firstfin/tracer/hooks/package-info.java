/** The list of everything that gets woven. */
package io.firstfin.tracer.hooks;
