import { dingtalkChannel, wecomRobotChannel } from "@belfry/channels";
import type { OutgoingMessage } from "@belfry/model";
import {
  createMovableClock,
  fetchLocally,
  startDingtalkFake,
  startWecomFake,
  tester,
  type WecomFake,
} from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { gatherOverflow } from "../src/digest/gather-overflow.ts";
import type { Notify } from "../src/index.ts";
import { claimDueMessages } from "../src/sql/claim-due-messages.ts";
import { registerNode, removeNode, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

/** The fakes and the ledger have one time. */
const clock = createMovableClock();
const MINUTE = 60_000;
let ledger: Ledger;
let fake: WecomFake;
let notify: Notify;

beforeAll(async () => {
  ledger = await startLedger();
});
beforeEach(async () => {
  await ledger.db.clock.set(new Date(clock.now()));
  fake = await startWecomFake({ clock });
  notify = worker();
  const config = { group: "值班群", key: { $secret: "wecom-robot-key" }, baseUrl: fake.url };
  await notify.saveAccount({ channel: "wecom", name: "robot", config, caps: { perMinute: 4 } }, { by: tester });
});
afterEach(async () => {
  await ledger.reset();
  await ledger.db.store.pool.query("delete from belfry.message_policies");
  await fake.close();
});
afterAll(() => ledger[Symbol.asyncDispose]());

const worker = () =>
  ledger.another({
    channels: [wecomRobotChannel, dingtalkChannel],
    fetch: fetchLocally,
    resolveSecret: async (name) => name,
    publicUrl: "https://belfry.example",
  });
let keys = 0;
const accept = async (over: Partial<OutgoingMessage> = {}, executionId?: number) => {
  keys += 1;
  const message = { channel: "wecom", to: ["值班群"], subject: `告警 ${keys}`, text: "磁盘已满", ...over };
  const options = { idempotencyKey: `digest-${keys}`, ...(executionId !== undefined && { executionId }) };
  return (await notify.accept(message, options)).messageId;
};
/** Many at once, in one line. */
const burst = async (many: number) => {
  const ids: number[] = [];
  for (let n = 0; n < many; n += 1) ids.push(await accept());
  return ids;
};
const advance = async (ms: number) => {
  clock.advance(ms);
  await ledger.db.clock.set(new Date(clock.now()));
  notify.wake();
  await ledger.settled();
};
const fatesOf = async (ids: readonly number[]) =>
  Promise.all(ids.map(async (id) => (await notify.getMessage(id)).deliveries[0]!));
const digests = async () =>
  (
    await ledger.db.store.pool.query<{ id: number; state: string }>(
      `select m.id::int as id, d.state from belfry.messages m join belfry.deliveries d on d.message_id = m.id
       where m.digest_of is not null order by m.id`,
    )
  ).rows;
const begun = async (id: number) => (await notify.getMessage(id)).deliveries[0]!.attempts.length > 0;
/** Minute by minute, until nothing waits any more. */
const sendAll = async (ids: readonly number[], minutes = 15) => {
  for (let minute = 0; minute < minutes; minute += 1) await advance(MINUTE + 250);
  const open = (await fatesOf(ids)).filter(({ state }) => state === "queued" || state === "sending");
  expect(open).toEqual([]);
};

test("what a robot's limit would hold back longer than five minutes goes out in one digest that names each message", async () => {
  const ids = await burst(30);
  await ledger.start(notify);
  await ledger.settled();
  expect(fake.received).toHaveLength(4);
  expect(await digests()).toHaveLength(1);
  const [{ id: digest } = { id: 0 }] = await digests();
  const gathered = (await fatesOf(ids)).flatMap(({ reason }, place) =>
    reason?.includes(`goes out in the digest message ${digest}`) === true ? [ids[place]!] : [],
  );
  // Four at once, and four in each of the five minutes.
  expect(gathered).toHaveLength(6);
  await sendAll(ids);
  expect(fake.received).toHaveLength(25);
  const shown = fake.received.filter(({ text }) => text.includes("另有 6 条"));
  expect(shown).toHaveLength(1);
  for (const id of gathered) expect(shown[0]!.text).toContain(`https://belfry.example/messages/${id})`);
  expect(shown[0]!.text).toMatch(/- \d\d:\d\d \[告警 \d+\]/);
  expect(await fatesOf(gathered)).toEqual(
    gathered.map(() =>
      expect.objectContaining({ state: "accepted", reason: `It went out in the digest message ${digest}.` }),
    ),
  );
  expect((await fatesOf(ids)).every(({ state }) => state === "accepted")).toBe(true);
  expect((await notify.verifyMessages()).wrong).toEqual([]);
});

test("three processes fill one digest of a line, exactly once", async () => {
  const ids = await burst(30);
  await Promise.all([ledger.start(notify), ledger.start(worker()), ledger.start(worker())]);
  await ledger.settled();
  expect(await digests()).toHaveLength(1);
  await sendAll(ids);
  expect((await fatesOf(ids)).every(({ state }) => state === "accepted")).toBe(true);
  const told = ids.map(
    (_, place) => fake.received.filter(({ text }) => text.includes(`告警 ${keys - 29 + place}`)).length,
  );
  expect(told.filter((times) => times > 1)).toEqual([]);
});

test("an alarm is never gathered, nor what brings a file, nor anything where a policy says so", async () => {
  await burst(26);
  await ledger.start(notify);
  await ledger.settled();
  expect(await digests()).toHaveLength(1);
  // The next who comes would wait for more than five minutes: the alarm goes to the head of the line, the file waits.
  const [alarm, file] = [
    await accept({ priority: "urgent" }),
    await accept({ attachments: [{ file: await ledger.artifact("名单.csv", Buffer.from("a,b,c,d")) }] }),
  ];
  notify.wake();
  await ledger.settled();
  for (const fate of await fatesOf([alarm, file])) {
    expect(fate).toMatchObject({ state: "queued", reason: expect.stringContaining("has sent") });
  }
  expect(await digests()).toHaveLength(1);
  await advance(MINUTE + 250);
  expect(await states(notify, alarm)).toEqual({ 值班群: "accepted" });
  await notify.savePolicy(
    { name: "patient", enabled: true, definition: { kind: "overflow", after: "5m", surplus: "delay" } },
    { by: tester },
  );
  const patient = worker();
  await notify.stop();
  await ledger.start(patient);
  const late = await accept();
  patient.wake();
  await until(async () => (await fatesOf([late]))[0]!.reason !== null);
  expect((await fatesOf([late]))[0]!.reason).toContain("has sent");
});

test("a policy says how long a message may wait before it is gathered", async () => {
  await notify.savePolicy(
    { name: "hasty", enabled: true, definition: { kind: "overflow", after: "1m", surplus: "gather" } },
    { by: tester },
  );
  const ids = await burst(12);
  await ledger.start(notify);
  await ledger.settled();
  await sendAll(ids, 6);
  expect(fake.received.map(({ text }) => text).filter((text) => text.includes("另有 4 条"))).toHaveLength(1);
  expect(fake.received).toHaveLength(9);
});

test("what comes while DingTalk punishes a robot for ten minutes is told in one digest when it may speak again", async () => {
  await using dingtalk = await startDingtalkFake({ clock });
  const config = { group: "值班群", token: { $secret: "dingtalk-robot-token" }, baseUrl: dingtalk.url };
  await notify.saveAccount({ channel: "dingtalk", name: "robot", config, caps: { perMinute: null } }, { by: tester });
  dingtalk.chaos.set({ kind: "throttle", times: 1 });
  await ledger.start(notify);
  const punished = await accept({ channel: "dingtalk" });
  notify.wake();
  await ledger.settled();
  const during = [await accept({ channel: "dingtalk" }), await accept({ channel: "dingtalk" })];
  notify.wake();
  await ledger.settled();
  expect(await digests()).toMatchObject([{ state: "queued" }]);
  await advance(3 * MINUTE);
  during.push(await accept({ channel: "dingtalk" }));
  await sendAll([punished, ...during], 12);
  expect(await digests()).toMatchObject([{ state: "accepted" }]);
  const shown = dingtalk.received.filter(({ text }) => /\[告警 \d+\]/.test(text));
  expect(shown).toHaveLength(1);
  for (const id of during.slice(0, 2)) expect(shown[0]!.text).toContain(`/messages/${id})`);
  expect((await fatesOf(during)).every(({ state }) => state === "accepted")).toBe(true);
});

test("when nobody knows what became of a digest, nobody knows it of what it gathered either, and who waits is woken", async () => {
  const ids = await burst(25);
  const waiting = [await accept({}, 77), await accept({}, 78)];
  await ledger.start(notify);
  await ledger.settled();
  const [{ id: digest } = { id: 0 }] = await digests();
  for (let minute = 0; minute < 5; minute += 1) await advance(MINUTE + 250);
  fake.chaos.set({ kind: "accept-then-drop", times: 1 });
  await sendAll([...ids, ...waiting], 4);
  expect(await digests()).toMatchObject([{ state: "unknown" }]);
  for (const { state, reason } of await fatesOf(waiting))
    expect({ state, reason }).toMatchObject({
      state: "unknown",
      reason: expect.stringContaining(`It was gathered in the digest message ${digest}.`),
    });
  expect([...ledger.woken].toSorted((one, other) => one - other)).toEqual([77, 78]);
  // A person who sends the digest again sends what is in it again.
  await notify.retryMessage(digest, { by: tester, states: ["unknown"] });
  await advance(MINUTE);
  expect((await fatesOf(waiting)).map(({ state }) => state)).toEqual(["accepted", "accepted"]);
});

test("what is cancelled leaves the digest, and a digest of nothing is not sent", async () => {
  const ids = await burst(27);
  await ledger.start(notify);
  await ledger.settled();
  const gathered = ids.slice(-3);
  expect((await fatesOf(gathered)).map(({ reason }) => reason?.includes("goes out in the digest"))).toEqual([
    true,
    true,
    true,
  ]);
  await notify.cancelMessage(gathered[0]!, { by: tester });
  await sendAll(ids);
  expect((await fatesOf(gathered)).map(({ state }) => state)).toEqual(["cancelled", "accepted", "accepted"]);
  expect(fake.received.filter(({ text }) => text.includes("另有 2 条"))).toHaveLength(1);

  const more = await burst(25);
  await ledger.settled();
  notify.wake();
  await ledger.settled();
  await notify.cancelMessage(more.at(-1)!, { by: tester });
  const before = fake.received.length;
  await sendAll(more);
  expect(fake.received.length - before).toBe(20);
  expect((await digests()).at(-1)).toMatchObject({ state: "cancelled" });
});

test("a digest of one message is that message", async () => {
  const ids = [...(await burst(24)), await accept({ subject: "最后一条", text: "全文在此" })];
  await ledger.start(notify);
  await ledger.settled();
  await sendAll(ids);
  expect(fake.received.at(-1)!.text).toContain("全文在此");
  expect(fake.received).toHaveLength(25);
});

test("gathering that is repeated after a lost answer gathers once, and a node that was given up gathers nothing", async () => {
  const { store } = ledger.db;
  await accept();
  await accept();
  const node = await registerNode(store);
  const claimed = await store.transaction((tx) => claimDueMessages(tx, { node, limit: 10 }));
  const turn = new Date((await ledger.db.clock.now()).getTime() + 10 * MINUTE);
  const records = claimed.map(({ id, deliveries: [held] }) => ({
    messageId: id,
    deliveryId: held!.id,
    epoch: held!.epoch,
    channel: "wecom",
    account: undefined,
    recipient: "值班群",
    line: '["wecom",null,"值班群"]',
    turn,
    reason: "The robot is full.",
  }));
  const deps = { channelOf: () => wecomRobotChannel, timeZone: "Asia/Shanghai" };
  const gather = (which: typeof records) => store.transaction((tx) => gatherOverflow(deps, tx, which));
  expect([...(await gather(records)), ...(await gather(records))]).toEqual([]);
  expect(await digests()).toHaveLength(1);
  const [{ id } = { id: 0 }] = await digests();
  expect(await notify.getMessage(id)).toMatchObject({ subject: expect.stringContaining("另有 2 条") });

  const lost = await accept();
  const gone = await registerNode(store);
  const [late] = await store.transaction((tx) => claimDueMessages(tx, { node: gone, limit: 10 }));
  await removeNode(store, notify, gone);
  const stale = {
    ...records[0]!,
    messageId: lost,
    deliveryId: late!.deliveries[0]!.id,
    epoch: late!.deliveries[0]!.epoch,
  };
  expect([...(await gather([stale]))]).toEqual([0]);
  expect((await fatesOf([lost]))[0]).toMatchObject({ state: "queued", reason: null });
});

test("when a node dies while it sends a digest, what is in it is unknown with it, and is not sent again", async () => {
  const ids = await burst(26);
  const node = await ledger.start(notify);
  await ledger.settled();
  for (let minute = 0; minute < 5; minute += 1) await advance(MINUTE + 250);
  clock.advance(MINUTE + 250);
  await ledger.db.clock.set(new Date(clock.now()));
  fake.chaos.set({ kind: "slow" });
  notify.wake();
  await until(async () => (await digests())[0]?.state === "sending" && (await begun((await digests())[0]!.id)));
  await removeNode(ledger.db.store, notify, node);
  expect((await fatesOf(ids.slice(-2))).map(({ state }) => state)).toEqual(["unknown", "unknown"]);
  fake.chaos.clear();
  await ledger.settled();
  expect((await fatesOf(ids.slice(-2))).map(({ state }) => state)).toEqual(["unknown", "unknown"]);
});

test("what a digest gathered gets its fate, although a node of an older version sent it", async () => {
  const ids = await burst(26);
  await ledger.start(notify);
  await ledger.settled();
  await ledger.db.store.pool.query(
    `update belfry.deliveries set state = 'accepted', waits_for = null
     where message_id in (select id from belfry.messages where digest_of is not null)`,
  );
  notify.lookAtLines();
  await until(async () => (await fatesOf(ids.slice(-2))).every(({ state }) => state === "accepted"));
});
