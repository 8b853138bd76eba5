import { describe, expect, test } from "vitest";
import { nextStep } from "./next-step.ts";

const delays = { retryDelaysMs: [60_000, 300_000, 600_000] };
const first = { ...delays, deferrals: 0, hasNextAccount: true, isTrial: false };
const later = new Date("2026-03-01T06:00:00Z");

describe("after a send", () => {
  test("a busy provider is asked again after 1, 5 and 10 minutes, and then no more", () => {
    const busy = { kind: "try-later", reason: "Busy." } as const;
    const waits = [0, 1, 2, 3].map((deferrals) => nextStep(busy, { ...first, deferrals }));
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([60_000, 300_000, 600_000, undefined]);
    expect(waits[3]).toEqual({ state: "failed", reason: "Busy. It was tried 4 times." });
  });

  test("a provider that names a time is not asked before it", () => {
    const step = nextStep({ kind: "try-later", reason: "Later.", notBefore: later }, first);
    expect(step).toMatchObject({ state: "queued", notBefore: later });
  });

  test("the next account tries what an account cannot send", () => {
    expect(nextStep({ kind: "account-fault", reason: "Wrong password." }, first).state).toBe("sending");
  });

  test("a wrong password is not tried again by the last account", () => {
    const step = nextStep({ kind: "account-fault", reason: "Wrong password." }, { ...first, hasNextAccount: false });
    expect(step).toEqual({ state: "failed", reason: "Wrong password." });
  });

  test("a message waits for the last account that only has to rest, however often, and uses up no try", () => {
    const outcome = { kind: "account-fault", reason: "Too fast.", pauseUntil: later } as const;
    const step = nextStep(outcome, { ...first, hasNextAccount: false, deferrals: 99 });
    expect(step).toEqual({ state: "queued", reason: "Too fast.", waits: true });
  });

  test("a message that a broken account was tried with waits, and does not fail for it", () => {
    const outcome = { kind: "account-fault", reason: "Wrong password." } as const;
    const step = nextStep(outcome, { ...first, hasNextAccount: false, isTrial: true });
    expect(step).toEqual({ state: "queued", reason: "Wrong password.", waits: true });
  });

  test.each(["recipient-fault", "content-fault"] as const)("a %s wastes neither a try nor an account", (kind) => {
    expect(nextStep({ kind, reason: "No." }, first)).toEqual({ state: "failed", reason: "No." });
  });

  test("what is unknown is neither repeated nor given to another account", () => {
    expect(nextStep({ kind: "unknown", reason: "Lost." }, first)).toEqual({ state: "unknown", reason: "Lost." });
  });
});
