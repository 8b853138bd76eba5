import type { Translation } from "../translation.ts";

/** Trying a condition. */
export const conditions = {
  title: "Test a condition",
  lead: "Evaluates it with an event and shows what each part comes to. Nothing is saved or started.",
  condition: "Condition",
  ofRule: "Condition of the rule",
  ofTrigger: "Condition of the trigger {{trigger}}",
  ofStep: "“if” of the action {{step}}",
  own: "Write one",
  ownHint: 'For example event.data.amount >= 100 && event.type == "order.paid"',
  event: "Event",
  recent: "Events received lately",
  choose: "Choose an event",
  written: "The event as JSON",
  inputs: "Inputs as JSON",
  notJson: "This is not valid JSON: {{reason}}",
  test: "Evaluate",
  met: "It is met",
  notMet: "It is not met",
  failed: "It cannot be decided",
  parts: "What each part comes to",
  part: "Expression",
  value: "Value",
  expression: "The expression it means",
  withoutStored:
    "Variables that are stored were not looked at; that takes the permissions to see variables and personal data.",
  line: "line {{line}}, column {{column}}",
} as const satisfies Translation["conditions"];
