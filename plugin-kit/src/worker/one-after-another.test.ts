import { expect, test } from "vitest";
import { createGate } from "./one-after-another.ts";

/** After all work that has become possible has begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const never = new AbortController().signal;

test("lets so many pieces of work run at once, the others in the order they came", async () => {
  const gate = createGate(2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string) =>
    gate(never, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const all = ["a", "b", "c", "d"].map(start);
  await settled();
  expect(begun).toEqual(["a", "b"]);
  ends.get("b")?.();
  await settled();
  expect(begun).toEqual(["a", "b", "c"]);
  ends.get("a")?.();
  ends.get("c")?.();
  await settled();
  ends.get("d")?.();
  await Promise.all(all);
  expect(begun).toEqual(["a", "b", "c", "d"]);
});

test("goes on after work that failed", async () => {
  const gate = createGate(1);
  await expect(gate(never, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await gate(never, async () => 1)).toBe(1);
});

test("lets an aborted piece leave the line without having begun", async () => {
  const gate = createGate(1);
  const first = Promise.withResolvers<void>();
  const running = gate(never, () => first.promise);
  const abort = new AbortController();
  let begun = false;
  const waiting = gate(abort.signal, async () => {
    begun = true;
  });
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  first.resolve();
  await running;
  expect(await gate(never, async () => "next")).toBe("next");
  expect(begun).toBe(false);
});
