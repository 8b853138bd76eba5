/**
 * Statements that write and of which no chapter tells, each with what tries it instead. None of them has lost an answer in
 * a comparison with an undisturbed run; whoever changes one of these parts tells of it in a chapter and takes it out here.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  "engine/test/nodes and children: what older nodes leave, and what is set apart": [
    "adopt-gated",
    "claim-set-apart",
    "refuse-execution",
  ],
  "engine/test/retention: what is kept for a time": ["delete-expired-alerts", "delete-expired-breakers"],
  "e2e/alerts: rules that are shipped": ["add-shipped-rule"],
  "engine/test/run: how far a long action is": ["delete-progress", "write-progress"],
  "engine/test/back-pressure: a trigger that is paused": ["set-feed-paused"],
  "engine/test/statistics: days are counted": ["forget-statistics"],
};

export const withoutAChapter: ReadonlySet<string> = new Set(Object.values(parts).flat());
