import type { Translation } from "../translation.ts";

/** Why something fired, did not, or will. */
export const explain = {
  why: "Why?",
  whyAt: "Why: {{what}}",
  rule: "Rule {{rule}}: why?",
  eventTitle: "Event {{id}}: why?",
  executionTitle: "Execution {{id}}: why?",
  at: "Time",
  atHint: "Past, present or future; a whole minute means any time within it.",
  ofToday: "Evaluated now, with the values of today.",
  execution: "Execution #{{id}}",
  calendar: "Calendar {{name}}",
  answers: { yes: "Yes", no: "No", unknown: "Unknown", info: "Note" },
  verdicts: { yes: "Passed", no: "Not passed", unknown: "Unknown", info: "Note" },
} as const satisfies Translation["explain"];
