/**
 * What the facts mean: findings with numbers from the recording and advice that fits this kernel. Each rule is one
 * class over the model, and makes the findings that follow from the same facts. Ranking then orders all of them by what
 * they explain, and lists those of one cause together; ChangeFirst says in one line what to change.
 *
 * <p>A finding without numbers is not made. May import the model only.
 */
package io.firstfin.analysis.finding;
