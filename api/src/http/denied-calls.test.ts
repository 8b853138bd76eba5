import type { AuditRecord } from "@belfry/model";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeniedCalls, type DeniedCall } from "./denied-calls.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function denied(options: { fails?: boolean } = {}) {
  const written: AuditRecord[] = [];
  const logged: string[] = [];
  const calls = createDeniedCalls({
    write: async (record) => {
      if (options.fails === true) throw new Error("no database");
      written.push(record);
    },
    log: { info: () => undefined, error: (message) => logged.push(message) },
  });
  const add = (by: Partial<DeniedCall["by"]> = {}, operation = "rules.save") =>
    calls.add({
      by: { kind: "person", name: "li", address: "10.0.0.1", requestId: "r", ...by },
      operation,
      subject: { kind: "rule", id: "a" },
      code: "PERMISSION_DENIED",
    });
  const counts = () => written.map(({ detail }) => detail?.["count"]);
  return { calls, add, written, logged, counts };
}

test("the first refusal is written at once, those of the next minute as one entry with their count", async () => {
  const { add, written, counts } = denied();
  for (let n = 0; n < 500; n += 1) await add();
  expect(written).toMatchObject([
    { action: "rules.save", outcome: "denied", subject: { kind: "rule", id: "a" }, detail: { count: 1 } },
  ]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(counts()).toEqual([1, 499]);
  for (let n = 0; n < 7; n += 1) await add();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(counts()).toEqual([1, 499, 7]);
});

test("after a quiet minute a refusal is written at once again", async () => {
  const { add, counts } = denied();
  await add();
  await vi.advanceTimersByTimeAsync(60_000);
  await add();
  expect(counts()).toEqual([1, 1]);
});

test("other people and other routes are other entries", async () => {
  const { add, counts } = denied();
  await add();
  await add({ name: "wang" });
  await add({}, "secrets.set");
  expect(counts()).toEqual([1, 1, 1]);
});

test("wrong tokens from ten thousand addresses are sixty entries, and one for the rest", async () => {
  const { add, written, counts } = denied();
  for (let n = 0; n < 10_000; n += 1) await add({ kind: "unknown", name: "", address: `address-${n}` });
  expect(written).toHaveLength(61);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(counts().at(-1)).toBe(9_939);
});

test("what is still counted is written when the API closes", async () => {
  const { calls, add, counts } = denied();
  await add();
  await add();
  await calls.close();
  expect(counts()).toEqual([1, 1]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a refusal that cannot be written down is told to the log", async () => {
  const { add, logged } = denied({ fails: true });
  await add();
  expect(logged).toEqual(["a refused call could not be written into the audit trail"]);
});
