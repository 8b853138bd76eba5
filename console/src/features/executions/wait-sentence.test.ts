import { expect, test } from "vitest";
import { waitSentence } from "./wait-sentence.ts";

const nothing = { action: null, until: null, connection: null, since: null, probeAt: null, gate: null } as const;
const gate = { rule: "orders", key: null, label: null, limit: 2, ahead: 7 } as const;

test("who waits for nothing has no sentence", () => {
  expect(waitSentence({ state: "running", waitingFor: null })).toBeUndefined();
});

test("a wait before the next attempt is told from a wait of the step itself, and from one for children", () => {
  const waitingFor = { ...nothing, kind: "step", action: "query" } as const;
  expect(waitSentence({ state: "retrying", waitingFor })).toMatchObject({ key: "retry", values: { action: "query" } });
  expect(waitSentence({ state: "waiting", waitingFor })).toMatchObject({ key: "step", values: { action: "query" } });
  expect(waitSentence({ state: "waiting", waitingFor: { ...waitingFor, action: null } })?.key).toBe("children");
});

test("what is parked names its connection, and what is held back by a rate says so", () => {
  const parked = { ...nothing, kind: "connection", action: "query", connection: "erp.example.org:443" } as const;
  expect(waitSentence({ state: "waiting", waitingFor: parked })).toMatchObject({
    key: "connection-opened",
    values: { connection: "erp.example.org:443" },
  });
  const tried = { ...parked, probeAt: "2026-05-04T02:00:30Z" };
  expect(waitSentence({ state: "waiting", waitingFor: tried })?.key).toBe("connection");
  expect(waitSentence({ state: "pending", waitingFor: { ...nothing, kind: "rate" } })?.key).toBe("rate");
});

const at = (part: object) =>
  waitSentence({
    state: "pending",
    waitingFor: { ...nothing, kind: "gate", gate: { ...gate, kind: "rule", ...part } },
  });

test("a gate tells of which rule, key or label, how many it lets in and how many are before", () => {
  expect(at({})).toMatchObject({ key: "gate-rule", values: { limit: 2, ahead: 7 } });
  expect(at({ kind: "key", key: "3号楼" })).toMatchObject({ key: "gate-key", values: { key: "3号楼" } });
  expect(at({ kind: "key", key: [3, "east"] })).toMatchObject({ values: { key: '[3,"east"]' } });
  expect(at({ kind: "label", label: "db=erp" })).toMatchObject({ key: "gate-label", values: { label: "db=erp" } });
  expect(at({ limit: null })?.key).toBe("gate-open");
});
