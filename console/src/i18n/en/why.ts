import type { Translation } from "../translation.ts";

/** Why somebody did not get a message. */
export const why = {
  title: "Why did somebody not get it?",
  lead: "Ask by the address of a recipient: everything that was sent to them, or was not, and what was decided about it.",
  recipient: "Recipient",
  recipientExample: "Address, telephone number or group",
  ask: "Find out",
  nobody: "About whom?",
  nobodyText: "Write an address, a telephone number or the name of a group, and choose a time.",
  found: "Messages to {{recipient}}: {{count}}",
  none: "Nothing was meant for {{recipient}} in this time",
  noneText:
    "No rule, program or person asked Belfry to send anything to this address. Is the address written right, and did the rule run?",
  more: "There are more; choose a shorter time.",
  suppressed: "Nothing is sent to this recipient at present, because:",
  rules: "Rules that send to this recipient",
  rulesHint: "They name the address or have sent to it before. Whom a rule looks up while it runs is not known here.",
  names: "names the address",
  lastSent: "sent last",
  until: "Until",
  accepted: "Belfry took the message.",
  planned: "It was planned for",
  tried: "Tried by the account {{account}}:",
} as const satisfies Translation["why"];
