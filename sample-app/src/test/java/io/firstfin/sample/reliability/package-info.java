/**
 * What FirstFin does to its host, tried: attached and detached again and again under load, refused and lied
 * to by the kernel, beside other agents, with other collectors. Each trial writes what it measured, and
 * docs/reliability.md is made of that.
 *
 * <p>Every trial has a short form, which is part of {@code mvn verify}, and a long one, which {@code
 * -Dreliability=long} plays. {@code -Dapprove=true} writes the figures into docs/reliability.md.
 *
 * <p>May use what {@link io.firstfin.sample} has to start JVMs with the agent.
 */
package io.firstfin.sample.reliability;
