import { ActionFailure, type GuardedAddress } from "@belfry/plugin-kit";
import type { ImapFlow } from "imapflow";
import { connectMailbox, mailFailureOf } from "./connect-mailbox.ts";
import { readMailUrl } from "./mail-address.ts";

/** How far a mailbox was read: its numbers are good as long as its validity is the same. */
export interface MailboxPlace {
  readonly validity: string;
  readonly uid: number;
}

export interface MailboxRead {
  /** As they came, oldest first; of large ones only the beginning. */
  readonly mails: readonly Uint8Array[];
  readonly place: MailboxPlace;
  /** Whether more lies there. */
  readonly hasMore: boolean;
}

/** So much of a mail is read: a report of a mail that came back, and the beginning of that mail. */
const BEGINNING = 512 * 1024;
const AT_ONCE = 50;

/**
 * Reads what came into a folder after a place, and changes nothing there. Without a place, or when the mailbox numbers its
 * mails anew, it begins at the beginning.
 * @param connection `imaps://user:password@host`
 * @throws ActionFailure `MAIL_CONNECTION_INVALID`, `MAIL_LOGIN_REFUSED`, `MAIL_NOT_TRUSTED`, `MAIL_UNREACHABLE`,
 * `MAIL_FOLDER_MISSING`
 */
export async function readMailbox(
  ctx: { readonly addressOf: GuardedAddress; readonly signal: AbortSignal },
  { connection, folder, after }: { connection: string; folder: string; after: MailboxPlace | undefined },
): Promise<MailboxRead> {
  const address = readMailUrl(connection);
  let broken: unknown;
  const client = await connectMailbox(ctx, address, (error) => (broken = error));
  const stop = () => client.close();
  ctx.signal.addEventListener("abort", stop, { once: true });
  try {
    return await readFolder(client, folder, after);
  } catch (error) {
    const isMissing = error instanceof Error && "mailboxMissing" in error && error.mailboxMissing === true;
    if (isMissing)
      throw new ActionFailure(`The mailbox has no folder ${folder}.`, { class: "config", code: "MAIL_FOLDER_MISSING" });
    throw mailFailureOf(broken ?? error, address);
  } finally {
    ctx.signal.removeEventListener("abort", stop);
    // The connection may be broken already; nothing is left to be said over it.
    await client.logout().catch(() => client.close());
  }
}

async function readFolder(client: ImapFlow, folder: string, after: MailboxPlace | undefined): Promise<MailboxRead> {
  const mailbox = await client.mailboxOpen(folder, { readOnly: true });
  const validity = String(mailbox.uidValidity);
  const from = after?.validity === validity ? after.uid : 0;
  const found = mailbox.exists === 0 ? [] : await client.search({ uid: `${from + 1}:*` }, { uid: true });
  // The range always holds the last mail, however low its number.
  const fresh = (Array.isArray(found) ? found : []).filter((uid) => uid > from).toSorted((a, b) => a - b);
  const uids = fresh.slice(0, AT_ONCE);
  const mails: Uint8Array[] = [];
  for (const uid of uids) {
    const mail = await client.fetchOne(String(uid), { source: { maxLength: BEGINNING } }, { uid: true });
    if (typeof mail === "object" && mail.source !== undefined) mails.push(mail.source);
  }
  return { mails, place: { validity, uid: uids.at(-1) ?? from }, hasMore: fresh.length > uids.length };
}
