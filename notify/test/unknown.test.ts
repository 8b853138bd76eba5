import { defineChannel, type DeliveryReceipt } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { questionFaultPoints, type Notify, type QuestionFaultPoint } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

/** A provider that can be asked; it answers what `knows` says, and the tests count the questions. */
function asking(knows: () => DeliveryReceipt["state"] | undefined) {
  const questions: { readonly recipient: string; readonly account: string }[] = [];
  const channel = defineChannel({
    ...countedChannel,
    envelope: "recipient",
    async query(_ctx, { recipient }, config) {
      questions.push({ recipient, account: (config as { url: string }).url });
      const state = knows();
      return state === undefined ? undefined : { state, answer: `it is ${state}` };
    },
  });
  return { channel, questions };
}

/** A provider that drops what comes a second time with the same key, and hangs up as often as it is told. */
const dropping = (envelope: "recipient" | "message" = "recipient", doublesWindowMs = 600_000) =>
  defineChannel({ ...countedChannel, envelope, dropsDoubles: true, doublesWindowMs: () => doublesWindowMs });

const unknown = { kind: "unknown", reason: "No answer came." } as const;

let messages = 0;
async function sendUnknown(notify: Notify, to: readonly string[] = ["a@x.cn"]): Promise<number> {
  ledger.provider.answer(() => unknown);
  messages += 1;
  const { messageId } = await notify.accept(mail({ to: [...to] }), { idempotencyKey: `unknown-${messages}` });
  await ledger.start(notify);
  await ledger.settled();
  expect(new Set(Object.values(await states(notify, messageId)))).toEqual(new Set(["unknown"]));
  return messageId;
}

const nextDue = async (notify: Notify) => {
  const { rows } = await ledger.db.store.query<{ due: Date | null }>({
    name: "test-next-unknown",
    text: `select nullif(${notify.unknownSource.nextDueSql}, 'infinity') as due`,
  });
  return rows[0]!.due;
};

test("the provider is asked at once, and again after longer and longer waits up to a day, then never", async () => {
  const { channel, questions } = asking(() => undefined);
  const notify = ledger.another({ channels: [channel] });
  const id = await sendUnknown(notify);
  const sentAt = (await ledger.db.clock.now()).getTime();
  const askedAt: number[] = [];
  for (let due = await nextDue(notify); due !== null; due = await nextDue(notify)) {
    await ledger.db.clock.set(due);
    await notify.settleUnknown();
    askedAt.push((due.getTime() - sentAt) / 1_000);
  }
  expect(askedAt.map(Math.round)).toEqual([0, 10, 70, 370, 2_170, 9_370, 30_970, 84_970]);
  expect(questions).toHaveLength(8);
  expect(await states(notify, id)).toEqual({ "a@x.cn": "unknown" });
  expect(ledger.provider.sends).toHaveLength(1);
});

test.each(["accepted", "delivered", "bounced", "failed"] as const)(
  "what the provider knows to be %s is so, and nobody asks again",
  async (state) => {
    const { channel, questions } = asking(() => state);
    const notify = ledger.another({ channels: [channel] });
    const id = await sendUnknown(notify, ["q@z.cn"]);
    await notify.settleUnknown();
    await notify.settleUnknown();
    expect(await states(notify, id)).toEqual({ "q@z.cn": state });
    expect([questions.length, await nextDue(notify)]).toEqual([1, null]);
  },
);

test("a provider that fails when it is asked is asked again later", async () => {
  let works = false;
  const { channel } = asking(() => {
    if (!works) throw new Error("down");
    return "delivered";
  });
  const notify = ledger.another({ channels: [channel] });
  const id = await sendUnknown(notify);
  await notify.settleUnknown();
  works = true;
  await ledger.db.clock.set((await nextDue(notify))!);
  await notify.settleUnknown();
  expect(await states(notify, id)).toEqual({ "a@x.cn": "delivered" });
});

test("where nothing can be done an unknown delivery stays unknown, and nobody looks at it again", async () => {
  const notify = ledger.another();
  const id = await sendUnknown(notify);
  await notify.settleUnknown();
  expect(await nextDue(notify)).toBeNull();
  expect(await states(notify, id)).toEqual({ "a@x.cn": "unknown" });
  expect(ledger.provider.sends).toHaveLength(1);
});

test("a provider that drops doubles is sent the same again, by the same account and no other", async () => {
  const notify = ledger.another({ channels: [dropping()] });
  const id = await sendUnknown(notify);
  await notify.saveAccount(
    { channel: "counted", name: "better", config: { url: ledger.provider.url }, priority: 1 },
    { by: tester },
  );
  ledger.provider.answer(() => ({ kind: "accepted" }));
  await notify.settleUnknown();
  await ledger.db.clock.advance(1_000);
  notify.wake();
  await ledger.settled();
  const [delivery] = (await notify.getMessage(id)).deliveries;
  expect(delivery).toMatchObject({
    state: "accepted",
    attempts: [
      { account: "main", outcome: "unknown" },
      { account: "main", outcome: "accepted" },
    ],
  });
  expect(new Set(ledger.provider.sends.map(({ key }) => key)).size).toBe(1);
});

test("it is sent again three times at most, and never when the provider may have forgotten it", async () => {
  const notify = ledger.another({ channels: [dropping()] });
  const id = await sendUnknown(notify);
  for (let round = 0; round < 6; round += 1) {
    await notify.settleUnknown();
    await ledger.db.clock.advance(60_000);
    notify.wake();
    await ledger.settled();
  }
  expect(ledger.provider.sends).toHaveLength(4);
  expect(await states(notify, id)).toEqual({ "a@x.cn": "unknown" });

  const late = await sendUnknown(notify, ["late@x.cn"]);
  await ledger.db.clock.advance(8 * 60_000);
  await notify.settleUnknown();
  expect(await states(notify, late)).toEqual({ "late@x.cn": "unknown" });
});

test("of an envelope for several all are sent to again, or nobody", async () => {
  const notify = ledger.another({ channels: [dropping("message")] });
  const whole = await sendUnknown(notify, ["a@x.cn", "b@x.cn"]);
  await notify.settleUnknown();
  expect(new Set(Object.values(await states(notify, whole)))).toEqual(new Set(["queued"]));

  ledger.provider.answer((recipient) => (recipient === "c@x.cn" ? { kind: "accepted" } : unknown));
  const { messageId } = await notify.accept(mail({ to: ["c@x.cn", "d@x.cn"] }), { idempotencyKey: "part" });
  notify.wake();
  await ledger.settled();
  await notify.settleUnknown();
  expect(await states(notify, messageId)).toEqual({ "c@x.cn": "accepted", "d@x.cn": "unknown" });
});

test("a delivery that a person sends again and that becomes unknown again is asked about from the beginning", async () => {
  const { channel, questions } = asking(() => undefined);
  const notify = ledger.another({ channels: [channel] });
  const id = await sendUnknown(notify);
  await notify.settleUnknown();
  await notify.retryMessage(id, { states: ["unknown"], by: tester });
  await ledger.settled();
  await notify.settleUnknown();
  expect(questions).toHaveLength(2);
  expect(await nextDue(notify)).toEqual(new Date((await ledger.db.clock.now()).getTime() + 10_000));
});

/** Lets a process stop for ever at a point, as one that is killed there does. */
async function dieAt(point: QuestionFaultPoint, channel: ReturnType<typeof dropping>): Promise<void> {
  const there = Promise.withResolvers<void>();
  const never = new Promise<void>(() => undefined);
  const dying = ledger.another({
    channels: [channel],
    faults: {
      at(passed) {
        if (passed !== point) return;
        there.resolve();
        return never;
      },
    },
  });
  void dying.settleUnknown();
  await there.promise;
}

test.each(questionFaultPoints)(
  "a process that dies %s loses no delivery and sends nothing that the provider does not drop",
  async (point) => {
    const both = defineChannel({ ...dropping(), query: async () => undefined });
    const notify = ledger.another({ channels: [both] });
    const id = await sendUnknown(notify);
    await dieAt(point, both);
    ledger.provider.answer(() => ({ kind: "accepted" }));
    await until(async () => {
      await ledger.db.clock.advance(10_000);
      await notify.settleUnknown();
      notify.wake();
      await ledger.settled();
      return (await states(notify, id))["a@x.cn"] === "accepted";
    });
    expect(ledger.provider.sends).toHaveLength(2);
    expect(new Set(ledger.provider.sends.map(({ key }) => key)).size).toBe(1);
  },
);

test("two processes that ask at the same time ask once each", async () => {
  const { channel, questions } = asking(() => undefined);
  const one = ledger.another({ channels: [channel] });
  const other = ledger.another({ channels: [channel] });
  const to = Array.from({ length: 30 }, (_, n) => `n${n}@x.cn`);
  await sendUnknown(one, to);
  await Promise.all([one.settleUnknown(), other.settleUnknown()]);
  expect(questions.map(({ recipient }) => recipient).toSorted()).toEqual(to.toSorted());
});
