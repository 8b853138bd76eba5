import type { IncomingEvent, MatchTrigger } from "../trigger.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";

/** Events of all shapes: an author thinks of the full one, and the bare one comes in the night. */
const events: readonly IncomingEvent[] = [
  { source: "/a", id: "1", type: "a.b", data: null },
  { source: "", id: "", type: "", data: undefined },
  {
    source: "https://shop.example/orders",
    id: "7",
    type: "order.paid",
    subject: "orders/7",
    occurredAt: new Date(0),
    attributes: { tenant: "x", n: 1, ok: true },
    data: { amount: 1, 中文: ["a"] },
  },
];

/** A trigger that says which events it is for answers at once, always the same, and changes nothing. */
export function matchCheck(
  trigger: MatchTrigger,
  configs: readonly Readonly<Record<string, unknown>>[],
): ContractCheck {
  return check(`${trigger.id}: it says of every event whether it is for it, always the same`, () => {
    for (const config of configs) {
      const parsed: unknown = trigger.config.parse(config);
      for (const event of events) {
        const before = JSON.stringify(event);
        const answers = [trigger.matches(parsed, event), trigger.matches(parsed, event)];
        const written = `matches(${JSON.stringify(config)}, ${before})`;
        demand(typeof answers[0] === "boolean", `${written} gives no answer of yes or no.`);
        demand(answers[0] === answers[1], `${written} answers differently the second time.`);
        demand(JSON.stringify(event) === before, `${written} changes the event.`);
      }
    }
  });
}
