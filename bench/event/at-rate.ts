import { setTimeout as sleep } from "node:timers/promises";

/** Calls so often a second, whether the earlier calls have ended or not: whoever sends does not wait for us. */
export async function atRate(count: number, perSecond: number, call: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const calls: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = began + (n * 1_000) / perSecond;
    // A timer of Node is late by a millisecond: what is due by then is sent at once.
    if (due > performance.now()) await sleep(due - performance.now());
    calls.push(call(n));
  }
  await Promise.all(calls);
}
