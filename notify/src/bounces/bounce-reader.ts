/**
 * Looks into the mailboxes to which mails come back. How far a mailbox was read is noted after what it held is written
 * down, so that a process that dies in between reads it again, which changes nothing.
 */
import type { DueSource } from "@belfry/store";
import { channelContext } from "../accounts/channel-context.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { applyReceipts } from "../receipts/apply-receipts.ts";
import { claimBounceMailbox, type BounceMailbox } from "../sql/claim-bounce-mailbox.ts";
import { listAccounts } from "../sql/list-accounts.ts";
import { noteBounceMailbox } from "../sql/note-bounce-mailbox.ts";
import { lockBounceMailboxes } from "../sql/lock-bounce-mailboxes.ts";
import { syncBounceMailboxes } from "../sql/sync-bounce-mailboxes.ts";
import type { ReadMailbox } from "./mailbox.ts";
import { readBounce } from "./read-bounce.ts";

export interface BounceReader {
  /** Looks into the mailboxes whose time has come. Resolves when there is none. */
  readBounces(): Promise<void>;
  readonly bounceSource: DueSource;
}

/** Mails come back within minutes; looking more often would only be a nuisance to the server. */
const LOOK_EVERY_MS = 120_000;
const LOOK_TIMEOUT_MS = 110_000;

export function createBounceReader(
  deps: NotifyDeps & { readonly isRunning: () => boolean },
): BounceReader & { readonly syncMailboxes: () => Promise<void> } {
  let running: Promise<void> | undefined;
  const readBounces = (): Promise<void> =>
    (running ??= run(deps).finally(() => {
      running = undefined;
    }));
  return {
    readBounces,
    syncMailboxes: () =>
      deps.store.transaction(async (tx) => {
        // Before the accounts are read: whoever read them earlier and wrote later would take a new mailbox away again.
        await lockBounceMailboxes(tx);
        const having = (await listAccounts(tx)).filter((account) => {
          const channel = deps.channels.find(({ id }) => id === account.channel);
          const parsed = channel?.account.safeParse(account.config);
          return parsed?.success === true && channel?.bounceMailbox?.(parsed.data) !== undefined;
        });
        await syncBounceMailboxes(tx, having);
      }),
    bounceSource: {
      name: "bounce_mailboxes",
      nextDueSql: `(select min(look_at) from belfry.bounce_mailboxes)`,
      onDue() {
        if (!deps.isRunning() || deps.readMailbox === undefined) return;
        readBounces().catch((error: unknown) => {
          deps.log.warn("The mailboxes for returned mails could not be looked into.", { error: String(error) });
        });
      },
    },
  };
}

async function run(deps: NotifyDeps): Promise<void> {
  if (deps.readMailbox === undefined) return;
  for (;;) {
    const mailbox = await deps.store.transaction((tx) => claimBounceMailbox(tx, LOOK_EVERY_MS));
    if (mailbox === undefined) return;
    try {
      await readOne(deps, deps.readMailbox, mailbox);
    } catch (error) {
      const { channel, account } = mailbox;
      const problem = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
      deps.log.warn("The mailbox for returned mails could not be read.", { channel, account, error: problem });
      await noteBounceMailbox(deps.store, { channel, account, problem });
    }
  }
}

async function readOne(deps: NotifyDeps, read: ReadMailbox, { channel: id, account: name, place, now }: BounceMailbox) {
  const channel = deps.channels.find((one) => one.id === id);
  const account = (await listAccounts(deps.store, id)).find((one) => one.name === name);
  const parsed = channel?.account.safeParse(account?.config);
  const mailbox = parsed?.success === true ? channel?.bounceMailbox?.(parsed.data) : undefined;
  if (mailbox === undefined) return;
  const signal = AbortSignal.timeout(LOOK_TIMEOUT_MS);
  const { context } = channelContext(deps, { now, signal });
  const connection = await context.secret(mailbox.connection);
  let after = place ?? undefined;
  for (;;) {
    const { mails, place: next, hasMore } = await read({ connection, folder: mailbox.folder, after }, signal);
    for (const mail of mails) {
      const receipts = await readBounce(mail);
      if (receipts.length > 0) await applyReceipts(deps, { channel: id, account: name, source: "mail" }, receipts);
    }
    await noteBounceMailbox(deps.store, { channel: id, account: name, place: next, problem: null });
    if (!hasMore) return;
    after = next;
  }
}
