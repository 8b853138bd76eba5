import type { Translation } from "../translation.ts";

/** Who is not sent to any more. */
export const suppressions = {
  title: "Suppression list",
  lead: "Nothing is sent to these addresses any more. Bounces, complaints and unsubscriptions put them here by themselves.",
  address: "Address",
  addresses: "Addresses",
  addressesHint: "One a line, or separated by commas.",
  reason: "Reason",
  anyReason: "Any reason",
  reasons: {
    manual: "Added by a person",
    "hard-bounce": "The address does not exist",
    "soft-bounces": "Five messages in a row came back",
    complaint: "Called it spam",
    unsubscribe: "Unsubscribed",
  },
  ofList: "only the list",
  since: "Since",
  note: "Why, for other people",
  add: "Add addresses",
  addText: "Nothing is sent to them any more; what waits for them is not sent either.",
  confirmAdd: "Add",
  added: "Added: {{count}}",
  remove: "Remove",
  removeTitle: "Send to {{address}} again?",
  removeText: "A bounce that comes then counts from the beginning.",
  removeWish: "The recipient asked not to be sent to. Remove the address only if they asked for that.",
  removed: "{{address}} is sent to again",
  empty: "Nobody is on the list",
  noMatch: "No address matches",
  emptyText: "Addresses that do not exist and people who unsubscribe appear here by themselves.",
} as const satisfies Translation["suppressions"];
