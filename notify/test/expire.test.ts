import { afterAll, beforeAll, expect, test } from "vitest";
import { mail, startLedger, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

test("messages that were settled long ago go with all they hold; younger ones and those under way stay", async () => {
  const { notify, db } = ledger;
  const sent = await notify.accept(mail(), { idempotencyKey: "sent" });
  await ledger.start();
  await ledger.settled();
  await notify.stop();
  const stuck = await ledger.another().accept(mail(), { idempotencyKey: "stuck" });
  const limit = new Date((await db.clock.now()).getTime() + 60_000);
  await db.clock.advance(3_600_000);
  const young = await ledger.another().accept(mail(), { idempotencyKey: "young" });
  await notify.expire(limit);
  const ids = (await notify.listMessages()).map(({ id }) => id);
  expect(ids).toEqual([young.messageId, stuck.messageId]);
  await expect(notify.getMessage(sent.messageId)).rejects.toMatchObject({ code: "MESSAGE_NOT_FOUND" });
  const { rows } = await db.store.query<{ n: number }>({
    name: "test-orphans",
    text: "select count(*)::int as n from belfry.delivery_attempts",
  });
  expect(rows).toEqual([{ n: 0 }]);
});
