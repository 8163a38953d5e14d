/**
 * What the facts mean: each finding is one class over the model, with numbers from the recording
 * and advice that fits this kernel.
 *
 * <p>A finding without numbers is not made. May import the model only.
 */
package io.firstfin.analysis.finding;
