import type { MessagePolicy } from "@belfry/client";
import { expect, test } from "vitest";
import { policyDraftOf, policyFormOf } from "./policy-form.ts";

const saved = (definition: MessagePolicy["definition"]): MessagePolicy => ({
  name: "night",
  enabled: false,
  definition,
  updatedAt: "2026-05-04T00:00:00Z",
  updatedBy: "admin",
});

test.each([
  { kind: "quiet-hours", channels: ["email"], from: "22:00", until: "07:00", timeZone: "Asia/Tokyo" },
  { kind: "frequency-cap", labels: { team: "a=b" }, most: 3, per: "1h", surplus: "suppress", urgent: "counts" },
  { kind: "content", blockedWords: ["free"], linkHosts: [], mostRecipients: 50 },
  { kind: "content", mostBytes: 2_000 },
  { kind: "overflow", channels: ["wecom"], after: "10m", surplus: "delay" },
] as const)("%j comes back out of the form as it went in", (definition) => {
  expect(policyDraftOf(policyFormOf(saved(definition)))).toEqual({ enabled: false, definition });
});

test("a new policy is about quiet hours of every channel", () => {
  expect(policyDraftOf(policyFormOf(undefined))).toEqual({
    enabled: true,
    definition: { kind: "quiet-hours", from: "22:00", until: "07:00", timeZone: "Asia/Shanghai" },
  });
});
