import { createHash } from "node:crypto";
import type { IncomingEvent, Problem } from "@belfry/plugin-kit";
import PostalMime, { type Address, type Email } from "postal-mime";

/** What a mail is read into. */
export interface MailReading {
  readonly type: string;
  /** Where it lies: `imap:/INBOX`. */
  readonly source: string;
  /** Whether the contents of attachments come along, as Base64. */
  readonly contents: boolean;
  /** Whether only the beginning of a large mail is here. */
  readonly isCut: boolean;
}

export type ReadMail =
  | { readonly ok: true; readonly event: IncomingEvent }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Texts of this length are looked at by nobody, and stand in an event for months. */
const LONGEST_TEXT = 500_000;

/**
 * Reads a mail. Its id is the hash of its bytes: two deliveries differ at least in their path, and the same mail is known
 * when the server numbers it anew.
 */
export async function readMail(bytes: Uint8Array, { type, source, contents, isCut }: MailReading): Promise<ReadMail> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(withReadableHeaders(bytes), { attachmentEncoding: "base64", maxNestingDepth: 50 });
  } catch (error) {
    const message = `The mail cannot be taken apart: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problems: [{ path: "", message, remedy: "Look at it in the mailbox." }] };
  }
  if (!mail.headers.some(({ key }) => /^(?:from|to|subject|date|message-id)$/.test(key))) {
    const message = "This is no mail: it has no From, To, Subject, Date or Message-ID.";
    return { ok: false, problems: [{ path: "", message, remedy: "Look at it in the mailbox." }] };
  }
  const at = mail.date === undefined ? Number.NaN : Date.parse(mail.date);
  const isLong = [mail.text, mail.html].some((text) => (text?.length ?? 0) > LONGEST_TEXT);
  const event: IncomingEvent = {
    source,
    id: createHash("sha256").update(bytes).digest("hex").slice(0, 40),
    type,
    ...(mail.messageId !== undefined && { subject: mail.messageId }),
    ...(!Number.isNaN(at) && { occurredAt: new Date(at) }),
    data: {
      from: mailboxes([mail.from])[0] ?? null,
      to: mailboxes(mail.to),
      cc: mailboxes(mail.cc),
      replyTo: mailboxes(mail.replyTo),
      subject: mail.subject ?? "",
      date: Number.isNaN(at) ? null : new Date(at).toISOString(),
      messageId: mail.messageId ?? null,
      inReplyTo: mail.inReplyTo ?? null,
      text: cut(mail.text),
      html: cut(mail.html),
      attachments: mail.attachments.map(({ filename, mimeType, contentId, content }) => {
        const base64 = typeof content === "string" ? content : "";
        return {
          name: filename,
          mediaType: mimeType,
          bytes: Buffer.byteLength(base64, "base64"),
          contentId: contentId ?? null,
          ...(contents && !isCut && { content: base64 }),
        };
      }),
      isCut: isCut || isLong,
    },
  };
  return { ok: true, event };
}

function cut(text: string | undefined): string | null {
  return text?.slice(0, LONGEST_TEXT) ?? null;
}

function mailboxes(addresses: readonly (Address | undefined)[] = []): { name: string; address: string }[] {
  return addresses.flatMap((one) =>
    one === undefined
      ? []
      : (one.group ?? [{ name: one.name, address: one.address }]).map(({ name, address }) => ({ name, address })),
  );
}

/** Old programs write names and subjects as they stand, in the encoding of their country: then it is GB18030 here. */
function withReadableHeaders(bytes: Uint8Array): Uint8Array {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("\r\n\r\n");
  const head = bytes.subarray(0, end === -1 ? bytes.length : end);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head);
    return bytes;
  } catch {
    // It is not UTF-8, which is all that was asked.
    const text = new TextDecoder("gb18030").decode(head);
    return Buffer.concat([Buffer.from(text), bytes.subarray(head.length)]);
  }
}

/** A mail as a text that a person can look at and that becomes the same bytes again. */
export function mailText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Other encodings would be spoilt.
    return ENCODED + Buffer.from(bytes).toString("base64");
  }
}

export function mailBytes(text: string): Uint8Array {
  return text.startsWith(ENCODED) ? Buffer.from(text.slice(ENCODED.length), "base64") : Buffer.from(text);
}

const ENCODED = "data:message/rfc822;base64,";
