/** A provider that drops what is too much for one person and says that it took it: Belfry waits instead. */
import { wecomAppChannel } from "@belfry/channels";
import { createMovableClock, fetchLocally, startWecomFake, tester, type WecomFake } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, startLedger, type Ledger } from "./ledger-fixture.ts";

const MINUTE = 60_000;
/** The fake and the ledger have one time. */
const clock = createMovableClock();
let ledger: Ledger;
let wecom: WecomFake;
beforeAll(async () => {
  ledger = await startLedger();
  wecom = await startWecomFake({
    clock,
    apps: [{ corpId: "ww1", secret: "app-secret", agentId: 2, members: ["zhangsan", "lisi"] }],
  });
});
beforeEach(async () => {
  await ledger.reset();
  await ledger.db.clock.set(new Date(clock.now()));
});
afterAll(async () => {
  await wecom.close();
  await ledger[Symbol.asyncDispose]();
});

async function advance(notify: Notify, ms: number): Promise<void> {
  clock.advance(ms);
  await ledger.db.clock.set(new Date(clock.now()));
  notify.wake();
  await ledger.settled();
}

test("of 70 messages to a member of WeCom in a minute all arrive, 30 in each minute, alarms among them", async () => {
  const notify = ledger.another({
    channels: [wecomAppChannel],
    fetch: fetchLocally,
    resolveSecret: async () => "app-secret",
  });
  const config = { corpId: "ww1", agentId: 2, secret: { $secret: "app" }, baseUrl: wecom.url };
  await notify.saveAccount({ channel: "wecom-app", name: "office", config }, { by: tester });
  const accept = async (n: number, over: object) => {
    const message = mail({ channel: "wecom-app", text: `${n}`, subject: "", ...over });
    return (await notify.accept(message, { idempotencyKey: `member-${n}` })).messageId;
  };
  const ids: number[] = [];
  for (let n = 0; n < 65; n += 1) ids.push(await accept(n, { to: ["zhangsan"] }));
  await ledger.start(notify);
  await ledger.settled();
  for (let n = 65; n < 70; n += 1) ids.push(await accept(n, { to: ["zhangsan"], priority: "urgent" }));
  const other = await accept(70, { to: ["lisi"] });
  notify.wake();
  await ledger.settled();

  const seen = () => wecom.received.filter(({ to }) => to.includes("zhangsan")).length;
  expect(seen()).toBe(30);
  expect((await notify.getMessage(other)).states).toEqual({ accepted: 1 });
  const waiting = (await Promise.all(ids.map((id) => notify.getMessage(id)))).flatMap(({ deliveries }) =>
    deliveries.filter(({ state }) => state === "queued"),
  );
  expect(waiting).toHaveLength(40);
  expect(waiting[0]).toMatchObject({
    attempts: [],
    reason: "The recipient has had 30 messages in 60 seconds, and the provider drops what is more.",
    decision: { kind: "frequency-cap", text: { zh: expect.stringContaining("直接丢弃") as string } },
  });
  await advance(notify, MINUTE);
  expect(seen()).toBe(60);
  await advance(notify, MINUTE);
  expect(seen()).toBe(70);
  const states = await Promise.all(ids.map(async (id) => (await notify.getMessage(id)).states));
  expect(states.every(({ accepted }) => accepted === 1)).toBe(true);
});

test("a message that goes out in pieces takes as much of what a member may have", async () => {
  const notify = ledger.another({
    channels: [wecomAppChannel],
    fetch: fetchLocally,
    resolveSecret: async () => "app-secret",
  });
  const config = { corpId: "ww1", agentId: 2, secret: { $secret: "app" }, baseUrl: wecom.url };
  await notify.saveAccount({ channel: "wecom-app", name: "office", config }, { by: tester });
  const before = wecom.received.length;
  // Each takes ten pieces: three fit into the thirty of a minute.
  for (let n = 0; n < 5; n += 1) {
    const text = Array.from({ length: 180 }, (_, line) => `${n}.${line} ${"长".repeat(33)}`).join("\n");
    const message = mail({ channel: "wecom-app", to: ["lisi"], subject: "", text });
    await notify.accept(message, { idempotencyKey: `pieces-${n}` });
  }
  await ledger.start(notify);
  await ledger.settled();
  expect(wecom.received.length - before).toBe(30);
  await advance(notify, MINUTE);
  expect(wecom.received.length - before).toBe(50);
});

test("what waits for its account has not been had: when the account is free again no more go out than the limit says", async () => {
  const channel = { ...countedChannel, recipientLimits: [{ most: 2, perMs: 3 * MINUTE }] };
  const notify = ledger.another({ channels: [channel] });
  const config = { url: ledger.provider.url };
  await notify.saveAccount({ channel: "counted", name: "main", config, caps: { perMinute: 1 } }, { by: tester });
  for (let n = 0; n < 6; n += 1) await notify.accept(mail({ text: `${n}` }), { idempotencyKey: `free-${n}` });
  await ledger.start(notify);
  await ledger.settled();
  for (let minute = 0; minute < 20; minute += 1) await advance(notify, MINUTE + 250);
  const { rows } = await ledger.db.store.query<{ at: Date }>({
    name: "test-begun-to-one",
    text: "select started_at as at from belfry.delivery_attempts order by started_at",
  });
  const times = rows.map(({ at }) => at.getTime());
  expect(times).toHaveLength(6);
  for (const at of times) expect(times.filter((one) => one > at - 3 * MINUTE && one <= at).length).toBeLessThan(3);
});
