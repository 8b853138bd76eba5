import { expect, test } from "vitest";
import { takesAlerts } from "./alert-rules.ts";

test("rules take alerts when one of their triggers waits for an event of Belfry itself", () => {
  expect(takesAlerts({ definition: { triggers: [{ cron: "0 6 * * *" }, { event: "belfry.rule.failing" }] } })).toBe(
    true,
  );
  expect(takesAlerts({ definition: { triggers: [{ event: "belfry.*" }] } })).toBe(true);
  expect(takesAlerts({ definition: { triggers: [{ event: "order.paid" }] } })).toBe(false);
  expect(takesAlerts({ definition: {} })).toBe(false);
});
