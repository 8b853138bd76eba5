/**
 * What becomes of an action when a rule is only tried out. `runs`: as always, because it only reads; `captured`: what it
 * would have done is shown instead; `skipped`: nothing is known of what it would have done, and its output is null.
 */
export type DryRun = "runs" | "captured" | "skipped";
