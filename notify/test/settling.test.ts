import { afterAll, beforeAll, expect, test } from "vitest";
import { wakeSettled } from "../src/dispatch/wake-settled.ts";
import { beginAttempts } from "../src/sql/begin-attempts.ts";
import { claimDueMessages, type ClaimedMessage } from "../src/sql/claim-due-messages.ts";
import { lockMessages } from "../src/sql/lock-messages.ts";
import { recordOutcomes, type OutcomeRecord } from "../src/sql/record-outcomes.ts";
import { mail, registerNode, removeNode, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

/** The outcome of a delivery, as its holder would write it. */
function outcomeOf(
  { id, isAwaited, deliveries: [held] }: ClaimedMessage,
  over: Partial<OutcomeRecord> & Pick<OutcomeRecord, "state">,
): OutcomeRecord {
  return {
    messageId: id,
    concernsOthers: isAwaited,
    deliveryId: held!.id,
    epoch: held!.epoch,
    attempt: undefined,
    outcome: "accepted",
    answer: undefined,
    providerId: undefined,
    reason: undefined,
    delayMs: undefined,
    notBefore: undefined,
    waitsFor: undefined,
    addressGone: undefined,
    code: undefined,
    segments: undefined,
    piecesDone: 0,
    ...over,
  };
}

/** What a new node takes of what is due. */
async function claim(): Promise<ClaimedMessage & { readonly node: number }> {
  const { store } = ledger.db;
  const node = await registerNode(store);
  const [claimed] = await store.transaction((tx) => claimDueMessages(tx, { node, limit: 10 }));
  return { ...claimed!, node };
}

test("two processes that settle the last two recipients at once still wake the execution", async () => {
  const { notify, db, woken } = ledger;
  const { store } = db;
  await notify.accept(mail({ to: ["a@x.cn", "b@x.cn"] }), { idempotencyKey: "both", executionId: 11 });
  const node = await registerNode(store);
  const [claimed] = await store.transaction((tx) => claimDueMessages(tx, { node, limit: 10 }));
  const records = claimed!.deliveries.map(({ id, epoch }): OutcomeRecord => ({
    messageId: claimed!.id,
    concernsOthers: claimed!.isAwaited,
    deliveryId: id,
    epoch,
    attempt: undefined,
    outcome: "accepted",
    answer: undefined,
    providerId: undefined,
    reason: undefined,
    state: "accepted",
    delayMs: undefined,
    notBefore: undefined,
    waitsFor: undefined,
    addressGone: undefined,
    code: undefined,
    segments: undefined,
    piecesDone: 0,
  }));
  const wakes = { wakeExecution: async (_tx: unknown, id: number) => void (woken as number[]).push(id) };
  const settle = (record: OutcomeRecord, beforeCommit: () => Promise<void>) =>
    store.transaction(async (tx) => {
      await lockMessages(tx, [record.messageId]);
      await recordOutcomes(tx, [record]);
      await wakeSettled(wakes, tx, [record.messageId]);
      await beforeCommit();
    });

  const gate = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const first = settle(records[0]!, () => {
    written.resolve();
    return gate.promise;
  });
  await written.promise;
  let secondIsDone = false;
  const second = settle(records[1]!, async () => undefined).then(() => {
    secondIsDone = true;
  });
  const waiting = async () => {
    const { rows } = await store.query<{ n: number }>({
      name: "test-lock-waits",
      text: `select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    });
    return rows[0]!.n > 0;
  };
  await until(async () => secondIsDone || (await waiting()));
  gate.resolve();
  await Promise.all([first, second]);
  expect(woken).toEqual([11]);
});

test("an outcome that is written twice because its answer was lost changes nothing the second time", async () => {
  const { notify, db } = ledger;
  const { messageId } = await notify.accept(mail({ to: ["c@x.cn"] }), { idempotencyKey: "twice" });
  const record = outcomeOf(await claim(), { outcome: "try-later", reason: "Busy.", state: "queued", delayMs: 60_000 });
  const write = () => db.store.transaction((tx) => recordOutcomes(tx, [record]));
  expect([...(await write())]).toEqual([]);
  await db.clock.advance(1_000);
  expect([...(await write())]).toEqual([]);
  const [delivery] = (await notify.getMessage(messageId)).deliveries;
  expect(delivery).toMatchObject({ state: "queued", runAt: new Date("2026-03-01T00:01:00Z") });
});

test("whoever lost a delivery can write neither an intent nor an outcome of it, even while another sends it", async () => {
  const { notify, db } = ledger;
  const message = mail({ to: ["d@x.cn", "e@x.cn"] });
  const { messageId } = await notify.accept(message, { idempotencyKey: "lost" });
  const before = await claim();
  await removeNode(db.store, notify, before.node);
  const after = await claim();
  expect(after.deliveries.map(({ epoch }) => epoch)).toEqual([3, 3]);

  const write = (record: OutcomeRecord) => db.store.transaction((tx) => recordOutcomes(tx, [record]));
  expect([...(await write(outcomeOf(before, { state: "accepted" })))]).toEqual([0]);
  expect(await states(notify, messageId)).toEqual({ "d@x.cn": "sending", "e@x.cn": "sending" });

  // One recipient that is held and one that is not: all or nothing, because one envelope carries both.
  const [held, other] = after.deliveries.map(({ id, epoch }) => ({ id, epoch, attempt: 1 }));
  const mixed = {
    node: after.node,
    account: "main",
    at: await db.clock.now(),
    deliveries: [held!, { ...other!, epoch: 1 }],
  };
  const whole = { ...mixed, deliveries: [held!, other!] };
  const begin = (...intents: (typeof mixed)[]) => db.store.transaction((tx) => beginAttempts(tx, intents));
  expect([...(await begin(mixed))]).toEqual([0]);
  expect((await notify.getMessage(messageId)).deliveries.map(({ attempts }) => attempts.length)).toEqual([0, 0]);
  expect([...(await begin(whole))]).toEqual([]);
  expect([...(await begin(whole))]).toEqual([]);
  expect((await notify.getMessage(messageId)).deliveries.map(({ attempts }) => attempts.length)).toEqual([1, 1]);
});
