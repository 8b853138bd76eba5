import fc from "fast-check";
import { expect, test } from "vitest";
import { freshState, type AccountState } from "./account-state.ts";
import { pickAccount, verdictsOf } from "./pick-account.ts";
import type { PoolAccount } from "./pool-account.ts";
import { takeSend } from "./take-send.ts";

const now = new Date("2026-03-01T00:00:00Z");
const account = (name: string, over: Partial<PoolAccount> = {}) => ({
  name,
  priority: 10,
  weight: 1,
  caps: {},
  zone: "Asia/Shanghai",
  sends: 1,
  ...over,
});

/** Sends one after the other, and returns who sent. `away` takes accounts out while it lasts. */
function send(accounts: readonly ReturnType<typeof account>[], times: number, away: (n: number) => string | undefined) {
  const states = new Map<string, AccountState>();
  const stateOf = (name: string) => states.get(name) ?? freshState("c", name);
  return Array.from({ length: times }, (_, n) => {
    const present = accounts.filter(({ name }) => name !== away(n));
    const pick = pickAccount(verdictsOf(present, stateOf, now))!;
    const { account: picked, state } = pick.verdict;
    states.set(picked.name, takeSend(state, picked, { now, sends: 1, pass: pick.pass }));
    return picked.name;
  });
}

const nobody = () => undefined;
const fresh = (name: string) => freshState("c", name);

test("each account has exactly its part by weight after each round, and any two are at most one send apart from theirs", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (weights) => {
      const accounts = weights.map((weight, n) => account(`a${n}`, { weight }));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const sent = send(accounts, total * 4, nobody);
      const counts = new Map<string, number>();
      for (const [index, name] of sent.entries()) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        const countOf = (n: number) => counts.get(`a${n}`) ?? 0;
        for (const [n, weight] of weights.entries()) {
          if ((index + 1) % total === 0) expect(countOf(n)).toBe((weight * (index + 1)) / total);
          for (const [m, other] of weights.entries()) {
            // Of the sends of these two, the first has its part; the bound of stride scheduling.
            const part = ((countOf(n) + countOf(m)) * weight) / (weight + other);
            expect(Math.abs(countOf(n) - part)).toBeLessThanOrEqual(1);
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("weights of 5, 3 and 2 share ten sends as 5, 3 and 2", () => {
  const sent = send(
    [account("a", { weight: 5 }), account("b", { weight: 3 }), account("c", { weight: 2 })],
    10,
    nobody,
  );
  expect(Object.groupBy(sent, (name) => name)).toMatchObject({
    a: { length: 5 },
    b: { length: 3 },
    c: { length: 2 },
  });
});

test("an account that was away shares again at once, and does not send alone until it has caught up", () => {
  const sent = send([account("a"), account("b")], 300, (n) => (n >= 100 && n < 200 ? "b" : undefined));
  const after = sent.slice(200, 220);
  expect(after.filter((name) => name === "b").length).toBeLessThanOrEqual(11);
});

test("an account of a lower tier sends only while nobody above it may", () => {
  const capped = account("first", { priority: 1, caps: { perMinute: 2 } });
  expect(send([account("second"), capped], 4, nobody)).toEqual(["first", "first", "second", "second"]);
});

test("an account that is preferred sends whenever it may, from any tier and before its turn, and it counts as its send", () => {
  const accounts = [account("first"), account("second"), account("spare", { priority: 20 })];
  const picked = (present: typeof accounts, preferred?: string) =>
    pickAccount(verdictsOf(present, fresh, now), preferred)?.verdict.account.name;
  expect([picked(accounts), picked(accounts, "second"), picked(accounts, "spare")]).toEqual([
    "first",
    "second",
    "spare",
  ]);
  const full = accounts.map((one) => (one.name === "second" ? { ...one, caps: { perDay: 0 } } : one));
  expect(picked(full, "second")).toBe("first");
  expect(picked(accounts, "gone")).toBe("first");
});
