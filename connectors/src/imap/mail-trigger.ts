import { ActionFailure, defineTrigger, type TriggerContext } from "@belfry/plugin-kit";
import type { MailboxObject } from "imapflow";
import { connectMailbox, mailFailureOf } from "./connect-mailbox.ts";
import { readMailUrl } from "./mail-address.ts";
import { Mail } from "./mail-config.ts";
import { createMailReader, readingOf } from "./mail-reader.ts";
import { mailBytes, readMail } from "./read-mail.ts";

/** Fires for the mails that come into a mailbox. */
export const mailTrigger = defineTrigger({
  kind: "subscribe",
  id: "mail",
  displayName: { zh: "收到邮件", en: "Incoming mail" },
  description: {
    zh: "邮箱收到新邮件时触发（IMAP）；触发的内容保存之后，才标为已读或移走",
    en: "Fires for mails that come into a mailbox (IMAP); they are marked or moved once what they start is stored",
  },
  config: Mail,
  describe: ({ mail, from, subject }) => ({
    zh: `${mail} 收到邮件${from === undefined ? "" : `，发件人含“${from}”`}${subject === undefined ? "" : `，主题含“${subject}”`}`,
    en: `When a mail comes into ${mail}${from === undefined ? "" : `, from "${from}"`}${subject === undefined ? "" : `, about "${subject}"`}`,
  }),
  async read(config, raw) {
    const read = await readMail(mailBytes(raw), readingOf(config, false));
    return read.ok ? { ok: true, events: [read.event] } : read;
  },
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: Mail): Promise<AsyncDisposable> {
  const address = readMailUrl(await ctx.secret(config.connection));
  let isEnding = false;
  const lost = (error: unknown): void => {
    if (!isEnding) ctx.lost(mailFailureOf(error, address));
  };
  const client = await connectMailbox(ctx, address, lost);
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await reading;
    // The connection may be broken already; nothing is left to be said over it.
    await client.logout().catch(() => client.close());
  };
  let reading: Promise<void> = Promise.resolve();
  try {
    if (config.moveTo !== undefined) await client.mailboxCreate(config.moveTo);
    const mailbox = await openFolder(() => client.mailboxOpen(config.mail), config.mail);
    const reader = await createMailReader(ctx, client, { config, mailbox });
    let isReading = false;
    let again = false;
    const readAll = async (): Promise<void> => {
      do {
        again = false;
        await reader.readNew();
      } while (again);
    };
    const read = (): void => {
      again = true;
      if (isReading) return;
      isReading = true;
      reading = readAll()
        .catch(lost)
        .finally(() => (isReading = false));
    };
    client.on("exists", read);
    read();
  } catch (error) {
    await end();
    throw mailFailureOf(error, address);
  }
  return { [Symbol.asyncDispose]: end };
}

async function openFolder(open: () => Promise<MailboxObject>, name: string): Promise<MailboxObject> {
  try {
    return await open();
  } catch (error) {
    const isMissing = error instanceof Error && "mailboxMissing" in error && error.mailboxMissing === true;
    if (!isMissing) throw error;
    const message = `The mailbox has no folder ${name}. Servers name them differently; INBOX is always there.`;
    throw new ActionFailure(message, { class: "config", code: "MAIL_FOLDER_MISSING" });
  }
}
