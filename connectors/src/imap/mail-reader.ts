/**
 * Reads what is new in a mailbox. How far it was read is kept together with the events; what is to happen to the mails
 * afterwards (marked, moved) is noted there too, so that it is done even when the connection breaks in between.
 */
import type { IncomingEvent, TriggerContext } from "@belfry/plugin-kit";
import type { FetchMessageObject, ImapFlow, MailboxObject } from "imapflow";
import { firstCursor, MailCursor, renumberedCursor } from "./mail-cursor.ts";
import type { Mail } from "./mail-config.ts";
import { mailText, readMail, type MailReading } from "./read-mail.ts";

export interface MailReader {
  /** Reads everything that came in since the last time. Not to be called while it is under way. */
  readNew(): Promise<void>;
}

/** So many mails are accepted together. */
const AT_ONCE = 20;
/** Of larger mails only the beginning is read. */
const LARGEST_MAIL = 25 * 1024 * 1024;
const BEGINNING = 256 * 1024;

export async function createMailReader(
  ctx: TriggerContext,
  client: ImapFlow,
  { config, mailbox }: { readonly config: Mail; readonly mailbox: MailboxObject },
): Promise<MailReader> {
  const before = MailCursor.safeParse(ctx.cursor).data;
  const validity = String(mailbox.uidValidity);
  let cursor =
    before === undefined
      ? firstCursor({ validity, last: await lastOf(client, mailbox, config) })
      : before.validity === validity
        ? before
        : renumberedCursor(before, validity);
  const keep = async (next: MailCursor, events: readonly IncomingEvent[] = []): Promise<void> => {
    await ctx.acceptTo(next, ...events);
    cursor = next;
  };
  // Kept before the first mail: what comes while nobody listens is not to count as what was there already.
  if (before?.validity !== cursor.validity) await keep(cursor);

  const settlePending = async (): Promise<void> => {
    if (cursor.pending.length === 0) return;
    const range = cursor.pending.join(",");
    if (config.markSeen) await client.messageFlagsAdd(range, ["\\Seen"], { uid: true });
    if (config.moveTo !== undefined) await client.messageMove(range, config.moveTo, { uid: true });
    await keep({ ...cursor, pending: [] });
  };

  const read = async (head: FetchMessageObject): Promise<IncomingEvent | undefined> => {
    const isCut = (head.size ?? 0) > LARGEST_MAIL;
    const found = await client.fetchOne(
      String(head.uid),
      { source: isCut ? { maxLength: BEGINNING } : true },
      { uid: true },
    );
    // Somebody removed it between two questions.
    if (found === undefined || found === false || found.source === undefined) return undefined;
    const mail = await readMail(found.source, readingOf(config, isCut));
    if (mail.ok) return mail.event;
    await ctx.unreadable(mailText(found.source), mail.problems);
    return undefined;
  };

  const readSome = async (uids: readonly number[]): Promise<void> => {
    const wanted = { uid: true, envelope: true, flags: true, internalDate: true, size: true };
    const heads = await client.fetchAll(uids.join(","), wanted, { uid: true });
    const events: IncomingEvent[] = [];
    const pending: number[] = [];
    let { at } = cursor;
    for (const head of heads.toSorted((a, b) => a.uid - b.uid)) {
      ctx.signal.throwIfAborted();
      const cameAt = head.internalDate === undefined ? at : new Date(head.internalDate).getTime();
      if (cursor.from !== undefined && cameAt < cursor.from) continue;
      at = Math.max(at, cameAt);
      if (!isWanted(config, head)) continue;
      const event = await read(head);
      if (event === undefined) continue;
      events.push(event);
      if (config.markSeen || config.moveTo !== undefined) pending.push(head.uid);
    }
    await keep({ ...cursor, uid: uids.at(-1) ?? cursor.uid, at, pending }, events);
  };

  return {
    async readNew() {
      for (;;) {
        await settlePending();
        const found = await client.search({ uid: `${cursor.uid + 1}:*` }, { uid: true });
        // The range always holds the last mail, however low its number.
        const fresh = (Array.isArray(found) ? found : []).filter((uid) => uid > cursor.uid).toSorted((a, b) => a - b);
        if (fresh.length === 0) return;
        await readSome(fresh.slice(0, AT_ONCE));
      }
    },
  };
}

/** The folder is all that a mail says of where it lies: of two mailboxes each trigger knows its own. */
export function readingOf({ mail, type, attachments }: Mail, isCut: boolean): MailReading {
  return { type, source: `imap:/${encodeURIComponent(mail)}`, contents: attachments === "contents", isCut };
}

/** The last mail that is not to count. */
async function lastOf(
  client: ImapFlow,
  { exists, uidNext }: MailboxObject,
  { existing }: Mail,
): Promise<{ uid: number; at: number }> {
  if (existing) return { uid: 0, at: 0 };
  const last = exists === 0 ? undefined : await client.fetchOne("*", { internalDate: true });
  const at = typeof last !== "object" || last.internalDate === undefined ? 0 : new Date(last.internalDate).getTime();
  return { uid: uidNext - 1, at };
}

function isWanted({ from, subject, unseen }: Mail, { envelope, flags }: FetchMessageObject): boolean {
  if (unseen && flags?.has("\\Seen") === true) return false;
  const senders = envelope?.from ?? [];
  if (from !== undefined && !senders.some(({ name, address }) => has(name, from) || has(address, from))) return false;
  return subject === undefined || has(envelope?.subject, subject);
}

function has(text: string | undefined, part: string): boolean {
  return text?.normalize("NFC").toLowerCase().includes(part.normalize("NFC").toLowerCase()) === true;
}
