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
  "engine/test/queue and rates: bands, turns, gates, limits and rates": [
    "adopt-gated",
    "cancel-older",
    "claim-set-apart",
    "delete-gate",
    "delete-limit",
    "insert-label-places",
    "insert-rate-turn",
    "lock-limits",
    "refuse-execution",
    "reserve-turns",
    "take-rate-turn",
    "take-turns",
    "upsert-limit",
  ],
  "engine/test/alerts: what is watched, told and shipped": [
    "add-shipped-rule",
    "close-alerts",
    "delete-expired-alerts",
    "delete-watches",
    "insert-alerts",
    "set-alerts-told",
    "set-silent-at",
    "take-alert-look",
    "take-alert-signals",
    "upsert-watches",
  ],
  "engine/test/failures: a retry from the start or with another version": [
    "insert-retry",
    "leave-parent",
    "set-rule-versions",
  ],
  "engine/test/run: how far a long action is": ["delete-progress", "write-progress"],
  "engine/test/back-pressure: a trigger that is paused": ["set-feed-paused"],
  "engine/test/statistics: days are counted": ["forget-statistics"],
};

export const withoutAChapter: ReadonlySet<string> = new Set(Object.values(parts).flat());
