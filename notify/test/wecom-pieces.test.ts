/** A WeCom robot sends 20 a minute and is shut out for one when it sends more. Each piece of a split message is one. */
import { wecomRobotChannel } from "@belfry/channels";
import { createMovableClock, fetchLocally, startWecomFake, tester, type WecomFake } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { startLedger, states, type Ledger } from "./ledger-fixture.ts";

const MINUTE_MS = 60_000;
const MESSAGES = 7;
const clock = createMovableClock();
let ledger: Ledger;
let wecom: WecomFake;
let notify: Notify;
beforeAll(async () => {
  ledger = await startLedger();
  wecom = await startWecomFake({ clock, robots: [{ key: "robot-key", group: "值班群" }] });
  await ledger.db.clock.set(new Date(clock.now()));
  notify = ledger.another({
    channels: [wecomRobotChannel],
    fetch: fetchLocally,
    resolveSecret: async (name) => name,
  });
  const config = { group: "值班群", key: { $secret: "robot-key" }, baseUrl: wecom.url };
  await notify.saveAccount({ channel: "wecom", name: "duty", config }, { by: tester });
});
afterAll(async () => {
  await ledger?.[Symbol.asyncDispose]();
  await wecom?.[Symbol.asyncDispose]();
});

test("messages of seven pieces never make the robot say more than 20 in a minute, and it is never punished", async () => {
  // 2,048 bytes are a piece: seven of them hold 12,000 bytes with their numbers.
  const text = Array.from({ length: 200 }, (_, n) => `第 ${n} 行：今晚未归的学生需要联系辅导员确认`).join("\n");
  const ids: number[] = [];
  for (let n = 0; n < MESSAGES; n += 1) {
    const { messageId } = await notify.accept(
      { channel: "wecom", to: ["值班群"], text },
      { idempotencyKey: `long-${n}` },
    );
    ids.push(messageId);
  }
  await ledger.start(notify);
  const allSent = async () => {
    const reached = await Promise.all(ids.map(async (id) => Object.values(await states(notify, id))));
    return reached.flat().every((state) => state === "accepted");
  };
  await ledger.settled();
  const pieces = wecom.received.length;
  expect(pieces).toBeGreaterThan(0);
  for (let quarter = 0; quarter < 60 && !(await allSent()); quarter += 1) {
    clock.advance(MINUTE_MS / 4);
    await ledger.db.clock.set(new Date(clock.now()));
    notify.wake();
    await ledger.settled();
  }
  expect(await allSent()).toBe(true);
  const answers = wecom.log.list({ limit: 1_000 });
  expect(answers.filter(({ shown, answer }) => !shown || answer?.body.includes("45009") === true)).toEqual([]);
  const times = answers.map(({ at }) => at.getTime());
  const most = Math.max(...times.map((at) => times.filter((other) => other > at - MINUTE_MS && other <= at).length));
  expect(most).toBeLessThanOrEqual(20);
  // All of them came whole: as many pieces for each.
  expect(times.length % MESSAGES).toBe(0);
  expect(times.length / MESSAGES).toBeGreaterThanOrEqual(7);
});
