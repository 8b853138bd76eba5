/**
 * Statements that write and of which no chapter tells, each with what tries it instead. None of them has lost an answer in
 * a comparison with an undisturbed run; whoever changes one of these parts tells of it in a chapter and takes it out here.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  "engine/test/breakers: connections that do not work, and what is parked on them": [
    "delete-expired-breakers",
    "ensure-breaker",
    "give-pass",
    "let-in",
    "lock-breaker",
    "lock-due-breaker",
    "look-later",
    "note-probe-success",
    "return-pass",
    "turn-breaker",
    "wake-parked",
  ],
  "engine/test/failures: what failed is retried or dismissed in bulk": [
    "advance-failure-job",
    "cancel-failure-job",
    "delete-failures",
    "fill-failure-groups",
    "insert-failure-job",
    "lock-failures",
    "postpone-failure-job",
    "take-failure-job",
  ],
  "engine/test/nodes: a node is drained": ["drain-node", "resume-node"],
  "engine/test/statistics: days are counted": ["forget-statistics"],
};

export const withoutAChapter: ReadonlySet<string> = new Set(Object.values(parts).flat());
