import fc from "fast-check";
import { tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { countedChannel } from "./counting-provider.ts";
import type { Notify } from "../src/index.ts";
import { mail, removeNode, scriptedChannel, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

const accepting = [scriptedChannel(() => ({ kind: "accepted" }))];
const MINUTE = 60_000;

async function saveAccount(name: string, over: object = {}): Promise<void> {
  await ledger.notify.saveAccount({ channel: "counted", name, config: { url: name }, ...over }, { by: tester });
}

async function acceptMany(notify: Notify, many: number, from = 0): Promise<void> {
  const numbers = Array.from({ length: many }, (_, n) => n + from);
  await Promise.all(numbers.map((n) => notify.accept(mail({ to: [`${n}@x.cn`] }), { idempotencyKey: `capped-${n}` })));
}

/** Every send that was begun, as the ledger knows it: by which account and when. */
async function begunSends(): Promise<{ account: string; at: number }[]> {
  const { rows } = await ledger.db.store.query<{ account: string; at: Date }>({
    name: "test-begun-sends",
    text: `select account, started_at as at from belfry.delivery_attempts order by started_at`,
  });
  return rows.map(({ account, at }) => ({ account, at: at.getTime() }));
}

/** The most that one account has sent within any span of this length. */
function mostWithin(sends: readonly { account: string; at: number }[], account: string, ms: number): number {
  const own = sends.filter((send) => send.account === account);
  return Math.max(0, ...own.map(({ at }) => own.filter((other) => other.at > at - ms && other.at <= at).length));
}

test("an account sends as many as its cap says, and the rest waits with its turn and without having been tried", async () => {
  await saveAccount("main", { caps: { perMinute: 3 } });
  const notify = ledger.another({ channels: accepting });
  await acceptMany(notify, 8);
  await ledger.start(notify);
  await ledger.settled();
  expect(await begunSends()).toHaveLength(3);
  const messages = await notify.listMessages();
  const waiting = (await Promise.all(messages.map(({ id }) => notify.getMessage(id))))
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ state }) => state === "queued");
  expect(waiting.map(({ runAt }) => runAt!.toISOString()).toSorted()).toEqual([
    ...Array(3).fill("2026-03-01T00:01:00.250Z"),
    ...Array(2).fill("2026-03-01T00:02:00.250Z"),
  ]);
  expect(waiting[0]).toMatchObject({
    attempts: [],
    reason: 'The account "main" has sent 3 of 3 in a minute; it is free at 2026-03-01T00:01:00Z.',
  });
  for (const sent of [6, 8]) {
    await ledger.db.clock.advance(MINUTE + 250);
    notify.wake();
    await ledger.settled();
    expect(await begunSends()).toHaveLength(sent);
  }
});

test("a send that was long on its way counts in the minute in which it was answered", async () => {
  await saveAccount("main", { caps: { perMinute: 2 } });
  const slow = {
    ...countedChannel,
    async send() {
      await ledger.db.clock.advance(20_000);
      return [{ kind: "accepted" as const }];
    },
  };
  const notify = ledger.another({ channels: [slow], concurrency: 1, slowSendMs: 0 });
  await acceptMany(notify, 3);
  await ledger.start(notify);
  await ledger.settled();
  const begun = (await begunSends()).map(({ at }) => new Date(at).toISOString());
  expect(begun).toEqual(["2026-03-01T00:00:00.000Z", "2026-03-01T00:00:20.000Z"]);
  const waiting = (await notify.listMessages()).find(({ states: of }) => of.queued === 1);
  const [delivery] = (await notify.getMessage(waiting!.id)).deliveries;
  // The first one was answered at 00:00:20, so nobody but its provider knows when it came.
  expect(delivery!.runAt!.toISOString()).toBe("2026-03-01T00:01:20.000Z");
});

test("with several nodes that are killed and a clock that jumps, no cap is ever exceeded and no slot lost for long", async () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant("accept" as const), many: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant("advance" as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
    fc.record({ kind: fc.constant("kill" as const), which: fc.integer({ min: 0, max: 2 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
      await ledger.reset();
      const caps = { main: { perSecond: 2, perMinute: 5, perDay: 40 }, other: { perMinute: 7 } };
      await saveAccount("main", { caps: caps.main });
      await saveAccount("other", { caps: caps.other, weight: 2 });
      const nodes = await Promise.all(
        [0, 1, 2].map(async () => {
          const notify = ledger.another({ channels: accepting, concurrency: 4, stopGraceMs: 0 });
          return { notify, node: await ledger.start(notify) };
        }),
      );
      let accepted = 0;
      for (const step of actions) {
        if (step.kind === "accept") {
          await acceptMany(ledger.notify, step.many, accepted);
          accepted += step.many;
        } else if (step.kind === "advance") {
          await ledger.db.clock.advance(step.ms);
        } else {
          const { notify, node } = nodes[step.which]!;
          await removeNode(ledger.db.store, ledger.notify, node);
          nodes[step.which] = { notify, node: await ledger.start(notify) };
        }
        for (const { notify } of nodes) notify.wake();
      }
      // Twelve in a minute: nothing may wait longer than that takes, and one minute more.
      for (let minute = 0; minute <= Math.ceil(accepted / 12) * 2 + 2; minute += 1) {
        await ledger.settled();
        await ledger.db.clock.advance(MINUTE / 2 + 250);
        for (const { notify } of nodes) notify.wake();
      }
      await ledger.settled();
      const sends = await begunSends();
      expect(mostWithin(sends, "main", 1_000)).toBeLessThanOrEqual(2);
      expect(mostWithin(sends, "main", MINUTE)).toBeLessThanOrEqual(5);
      expect(mostWithin(sends, "other", MINUTE)).toBeLessThanOrEqual(7);
      expect(sends.filter(({ account }) => account === "main").length).toBeLessThanOrEqual(40);
      const counts = await ledger.notify.listMessages({ limit: 500 });
      const open = counts.filter(({ states: of }) => (of.queued ?? 0) + (of.sending ?? 0) > 0);
      expect(open).toEqual([]);
      expect(counts).toHaveLength(accepted);
    }),
    { numRuns: 12 },
  );
}, 300_000);

test("an account whose day is full lets its messages wait until midnight of its zone, and another one sends the others", async () => {
  await saveAccount("main", { caps: { perDay: 2 } });
  await saveAccount("second", { priority: 200, caps: { perDay: 3 }, timeZone: "UTC" });
  const notify = ledger.another({ channels: accepting });
  await ledger.start(notify);
  await acceptMany(notify, 7);
  await ledger.settled();
  expect((await begunSends()).map(({ account }) => account).toSorted()).toEqual([
    ...Array(2).fill("main"),
    ...Array(3).fill("second"),
  ]);
  const health = await notify.accountHealth("counted");
  expect(health).toMatchObject([
    { name: "main", health: "full", freeAt: new Date("2026-03-01T16:00:00Z"), use: [{ window: "day", left: 0 }] },
    { name: "second", health: "full", freeAt: new Date("2026-03-02T00:00:00Z") },
  ]);
  await ledger.db.clock.set("2026-03-01T16:00:00Z");
  notify.wake();
  await ledger.settled();
  expect(await begunSends()).toHaveLength(7);
});

test("what is urgent stands at the head of those who wait", async () => {
  await saveAccount("main", { caps: { perMinute: 1 } });
  const notify = ledger.another({ channels: accepting });
  await acceptMany(notify, 4);
  await ledger.start(notify);
  await ledger.settled();
  const urgent = mail({ to: ["alarm@x.cn"], priority: "urgent" });
  const { messageId } = await notify.accept(urgent, { idempotencyKey: "urgent" });
  await ledger.settled();
  await ledger.db.clock.advance(MINUTE + 250);
  notify.wake();
  await ledger.settled();
  expect(await states(notify, messageId)).toEqual({ "alarm@x.cn": "accepted" });
  expect(await begunSends()).toHaveLength(2);
});

test("whoever waits for a cap is sent at once when the operator raises it, or when the account is gone fails at once", async () => {
  await saveAccount("main", { caps: { perDay: 1 } });
  const notify = ledger.another({ channels: accepting });
  await acceptMany(notify, 3);
  await ledger.start(notify);
  await ledger.settled();
  expect(await begunSends()).toHaveLength(1);
  await notify.saveAccount(
    { channel: "counted", name: "main", config: { url: "main" }, caps: { perDay: 2 } },
    { by: tester },
  );
  await until(async () => (await begunSends()).length === 2);
  await ledger.settled();
  await notify.removeAccount({ channel: "counted", name: "main" }, { by: tester });
  await until(async () => (await notify.listMessages()).some(({ states: of }) => of.failed === 1));
});

test("an account that is removed and written again has sent as much as before", async () => {
  await saveAccount("main", { caps: { perDay: 2 } });
  const notify = ledger.another({ channels: accepting });
  await ledger.start(notify);
  await acceptMany(notify, 2);
  await ledger.settled();
  await notify.removeAccount({ channel: "counted", name: "main" }, { by: tester });
  await saveAccount("main", { caps: { perDay: 2 } });
  await acceptMany(notify, 1, 10);
  await ledger.settled();
  expect(await begunSends()).toHaveLength(2);
});

test("every piece of a split message counts, and only those that are left are asked for", async () => {
  await saveAccount("main", { caps: { perMinute: 5 } });
  const pieces = [{ ...accepting[0]!, pieces: () => 3 }];
  const notify = ledger.another({ channels: pieces });
  await ledger.start(notify);
  await acceptMany(notify, 2);
  await ledger.settled();
  expect(await begunSends()).toHaveLength(1);
  expect(await notify.accountHealth("counted")).toMatchObject([{ use: [{ window: "minute", used: 3, left: 2 }] }]);
});

test("where a provider counts people, a message to three takes three of the day and one of the minute", async () => {
  await saveAccount("main", { caps: { perMinute: 5, perDay: 5 } });
  const counting = { ...accepting[0]!, people: (recipients: readonly string[]) => recipients.length };
  const notify = ledger.another({ channels: [{ ...counting, envelope: "message" }] });
  await ledger.start(notify);
  for (const n of [1, 2]) {
    const to = ["a", "b", "c"].map((name) => `${name}${n}@x.cn`);
    await notify.accept(mail({ to }), { idempotencyKey: `people-${n}` });
    await ledger.settled();
  }
  expect(await begunSends()).toHaveLength(3);
  expect(await notify.accountHealth("counted")).toMatchObject([
    {
      use: [
        { window: "minute", used: 1 },
        { window: "day", used: 3, left: 2 },
      ],
    },
  ]);
  await ledger.db.clock.advance(24 * 60 * MINUTE);
  notify.wake();
  await ledger.settled();
  expect(await begunSends()).toHaveLength(6);
});

test("what the channel publishes is kept to, and the operator may allow less, more, or as much as there is", async () => {
  const channel = { ...accepting[0]!, caps: () => ({ perMinute: 2, perDay: 100 }) };
  const notify = ledger.another({ channels: [channel, { ...countedChannel, id: "unused" }] });
  const limits = async () =>
    (await notify.accountHealth("counted")).flatMap(({ use }) => use.map(({ window, limit }) => `${window} ${limit}`));
  expect(await limits()).toEqual(["minute 2", "day 100"]);
  await saveAccount("main", { caps: { perMinute: 1, perDay: null } });
  expect(await limits()).toEqual(["minute 1"]);
});
