/** An alarm goes before everything else, also when all hands are full of slow mails. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countedChannel } from "./counting-provider.ts";
import { mail, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
beforeEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

const accept = async (name: string, priority: "urgent" | "normal" | "low") =>
  (await ledger.notify.accept(mail({ to: [`${name}@x.cn`], priority }), { idempotencyKey: name })).messageId;

test("what waits goes out by priority, and within one in the order in which it became due", async () => {
  for (const [place, priority] of (["low", "normal", "urgent", "low", "normal", "urgent"] as const).entries()) {
    await accept(`${priority}-${place}`, priority);
    await ledger.db.clock.advance(1_000);
  }
  const notify = ledger.another({ concurrency: 1 });
  await ledger.start(notify);
  await ledger.settled();
  expect(ledger.provider.sends.map(({ recipients }) => recipients[0])).toEqual(
    ["urgent-2", "urgent-5", "normal-1", "normal-4", "low-0", "low-3"].map((name) => `${name}@x.cn`),
  );
});

test("hands are kept free for alarms: slow mails never take them all", async () => {
  const slow = Promise.withResolvers<void>();
  let under = 0;
  const channel = {
    ...countedChannel,
    async send(...args: Parameters<typeof countedChannel.send>) {
      if (!args[2].some((recipient) => recipient.startsWith("alarm"))) {
        under += 1;
        await slow.promise;
      }
      return countedChannel.send(...args);
    },
  };
  for (let n = 0; n < 10; n += 1) await accept(`slow-${n}`, "normal");
  const notify = ledger.another({ channels: [channel], concurrency: 4 });
  await ledger.start(notify);
  await until(() => under === 2);
  const alarms = [await accept("alarm-1", "urgent"), await accept("alarm-2", "urgent")];
  notify.wake();
  await until(async () =>
    (await Promise.all(alarms.map((id) => states(notify, id)))).every((of) => Object.values(of)[0] === "accepted"),
  );
  expect(under).toBe(2);
  slow.resolve();
  await ledger.settled();
  expect(ledger.provider.sends).toHaveLength(12);
});
