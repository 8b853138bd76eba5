import type { Translation } from "../translation.ts";

/** What will happen when a rule is enabled. */
export const enabling = {
  title: "Enable “{{name}}”?",
  lead: "From then on:",
  enable: "Enable",
  enableAfterRelease: "Enable, after a release",
  hindered: "It cannot be enabled yet",
  hinderedText: "First add what is missing:",
  warnings: "Mind this",
  release: "A second person has to release it",
  demandedBy: {
    rule: "The rule itself demands it.",
    installation: "The installation demands it when a rule that sends to the outside is first enabled.",
  },
  notBy: "Those who wrote it cannot release it: {{people}}.",
  starts: "What starts it",
  byHand: "It has no trigger: it runs by hand, by the API or when another rule calls it.",
  waitsFor: {
    clock: "Fires by the clock",
    events: "Waits for events that come in",
    address: "Waits for calls at this address",
    feed: "Listens to another system, or asks it",
    rules: "Waits for how other rules end",
  },
  address: "Address",
  next: "Next fire times",
  noNext: "No fire times are planned.",
  missed: "Slots of the time it was disabled count as “disabled” and are not made up for.",
  sends: "Actions that reach the outside",
  noSends: "No action reaches the outside.",
} as const satisfies Translation["enabling"];
