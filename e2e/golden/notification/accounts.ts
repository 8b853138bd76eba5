import { tester } from "@belfry/testkit";
import type { GoldenAccount } from "./file.ts";
import { HOUR } from "./later.ts";
import type { NotificationLedger } from "./ledger.ts";

/**
 * The original counts failures without regard to time and suspends for good at five. Here an account rests after each of
 * its own faults, twice as long each time and an hour at most: three quarters of an hour after the last one, four faults
 * are over and five are not.
 */
const AFTER_LAST_FAULT = 45 * 60_000;

/** Which of the accounts sends next, after their faults and what they sent today. */
export async function selectAccount(ledger: NotificationLedger, accounts: readonly GoldenAccount[]): Promise<unknown> {
  const { notify, database } = ledger;
  for (const { channel, name } of await notify.listAccounts())
    await notify.removeAccount({ channel, name }, { by: tester });
  // What other cases left to be sent later would be refused in between, too.
  await database.store.query({ name: "golden-forget-messages", text: "delete from belfry.messages" });
  await database.store.query({ name: "golden-forget-states", text: "delete from belfry.account_states" });
  const most = Math.max(0, ...accounts.map(({ failureCount }) => failureCount));
  ledger.answer(() => ({ kind: "account-fault", reason: "535 wrong password" }));
  const save = (account: GoldenAccount, enabled: boolean) =>
    notify.saveAccount(
      {
        channel: "email",
        name: String(account.id),
        config: {},
        enabled,
        // There the highest number is asked first, here the lowest.
        priority: 10_000 - account.priority,
        caps: { perDay: account.dailyLimit },
      },
      { by: tester },
    );
  for (const account of accounts) await save(account, true);
  // The last faults of all of them come together.
  for (let round = most; round > 0; round -= 1) {
    await database.clock.advance(HOUR);
    for (const { id, failureCount } of accounts) {
      if (failureCount < round) continue;
      await ledger.send({ account: String(id) });
      await ledger.settled();
    }
  }
  await database.clock.advance(AFTER_LAST_FAULT);
  for (const { id, dailySent } of accounts) {
    await database.store.query({
      name: "golden-sent-today",
      text: `insert into belfry.account_states (channel, account, day, day_sends, pass, updated_at)
             values ('email', $1, (belfry.now() at time zone 'Asia/Shanghai')::date::text, $2::int, $2::int, belfry.now())
             on conflict (channel, account) do update
             set day = excluded.day, day_sends = excluded.day_sends, pass = excluded.pass`,
      values: [String(id), dailySent],
    });
  }
  for (const account of accounts) if (!account.active) await save(account, false);
  const { account } = await notify.explainRoute({ channel: "email" });
  return account === null ? { account: null } : { account: Number(account) };
}
