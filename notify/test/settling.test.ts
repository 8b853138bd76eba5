import { afterAll, beforeAll, expect, test } from "vitest";
import { wakeSettled } from "../src/dispatch/wake-settled.ts";
import { claimDueMessages } from "../src/sql/claim-due-messages.ts";
import { lockMessages } from "../src/sql/lock-messages.ts";
import { recordOutcomes, type OutcomeRecord } from "../src/sql/record-outcomes.ts";
import { mail, registerNode, startLedger, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

test("two processes that settle the last two recipients at once still wake the execution", async () => {
  const { notify, db, woken } = ledger;
  const { store } = db;
  await notify.accept(mail({ to: ["a@x.cn", "b@x.cn"] }), { idempotencyKey: "both", executionId: 11 });
  const node = await registerNode(store);
  const [claimed] = await store.transaction((tx) => claimDueMessages(tx, { node, limit: 10 }));
  const records = claimed!.deliveries.map(({ id, epoch }): OutcomeRecord => ({
    messageId: claimed!.id,
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
  const node = await registerNode(db.store);
  const [claimed] = await db.store.transaction((tx) => claimDueMessages(tx, { node, limit: 10 }));
  const [held] = claimed!.deliveries;
  const record: OutcomeRecord = {
    messageId,
    deliveryId: held!.id,
    epoch: held!.epoch,
    attempt: undefined,
    outcome: "try-later",
    answer: undefined,
    providerId: undefined,
    reason: "Busy.",
    state: "queued",
    delayMs: 60_000,
    notBefore: undefined,
  };
  const write = () => db.store.transaction((tx) => recordOutcomes(tx, [record]));
  expect([...(await write())]).toEqual([]);
  await db.clock.advance(1_000);
  expect([...(await write())]).toEqual([]);
  const [delivery] = (await notify.getMessage(messageId)).deliveries;
  expect(delivery).toMatchObject({ state: "queued", runAt: new Date("2026-03-01T00:01:00Z") });
});
