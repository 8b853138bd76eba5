/**
 * Reads a mail that came back. Reports of the standard (RFC 3464) name each recipient and what became of it; QQ, NetEase
 * and others send a letter in Chinese, often in GB18030 and without saying so, with the mail that came back behind it.
 * Only what names a message of this installation is a bounce; everything else in the mailbox is nobody's business.
 */
import type { DeliveryReceipt } from "@belfry/plugin-kit";
import PostalMime, { type Email } from "postal-mime";
import { classifyBounce } from "./classify-bounce.ts";

/** What a mail says became of recipients of a message; nothing when it is no bounce. */
export async function readBounce(raw: Uint8Array): Promise<DeliveryReceipt[]> {
  const mail = await parse(raw);
  const parts = mail.attachments.map(({ mimeType, content }) => ({
    type: mimeType.toLowerCase(),
    text: decoded(typeof content === "string" ? Buffer.from(content) : new Uint8Array(content as ArrayBuffer)),
  }));
  const messageKey = keyIn([...parts.map(({ text }) => text), headersOf(mail), bodyOf(mail)]);
  if (messageKey === undefined) return [];
  const at = mail.date === undefined || Number.isNaN(Date.parse(mail.date)) ? {} : { at: new Date(mail.date) };
  const complaint = parts.find(({ type }) => type === "message/feedback-report");
  const status = parts.find(({ type }) => type === "message/delivery-status");
  const receipts =
    complaint !== undefined
      ? complaintOf(complaint.text, messageKey)
      : status !== undefined
        ? readReport(status.text, messageKey)
        : readLetter(mail, bodyOf(mail), messageKey);
  return receipts.map((receipt) => ({ ...receipt, ...at }));
}

/** The parts of a mail. Where one does not say how it is written, and is no UTF-8, it is GB18030. */
async function parse(raw: Uint8Array): Promise<Email> {
  const options = { forceRfc822Attachments: true, attachmentEncoding: "arraybuffer" } as const;
  const mail = await PostalMime.parse(raw, options);
  if (!bodyOf(mail).includes("\uFFFD")) return mail;
  const told = Buffer.from(raw)
    .toString("latin1")
    .replace(/^content-type:[ \t]*text\/(?:plain|html)(?![^\n]*charset)/gim, '$&; charset="gb18030"');
  return PostalMime.parse(Buffer.from(told, "latin1"), options);
}

/** The fields of each recipient stand in a block of their own, behind those of the whole report. */
function readReport(report: string, messageKey: string): DeliveryReceipt[] {
  return report.split(/\r?\n\s*\r?\n/).flatMap((block): DeliveryReceipt[] => {
    const field = (name: string) =>
      new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(block)?.[1]?.replace(/\s+/g, " ").trim() ?? "";
    const recipient = addressIn(field("Original-Recipient")) ?? addressIn(field("Final-Recipient"));
    const action = field("Action").toLowerCase();
    if (recipient === undefined) return [];
    const code = /\d\.\d{1,3}\.\d{1,3}/.exec(field("Status"))?.[0] ?? "";
    const said = field("Diagnostic-Code").replace(/^[\w-]+;\s*/, "");
    const about = { messageKey, recipient, ...(code !== "" && { code }), answer: block.trim() };
    if (action === "delivered") return [{ ...about, state: "delivered" }];
    // It is on its way, or is still being tried: neither is the end.
    if (action !== "failed") return [];
    return [{ ...about, ...classifyBounce(code, said), reason: reasonOf(said === "" ? code : said) }];
  });
}

/** A letter for people: who it is about stands somewhere in it, and why. */
function readLetter(mail: Email, body: string, messageKey: string): DeliveryReceipt[] {
  const from = `${mail.from?.address ?? ""} ${mail.from?.name ?? ""}`;
  const isOfServer = /postmaster|mailer-daemon|mail delivery|系统|退信/i.test(from);
  if (!isOfServer && !/退信|退回|undeliver|delivery status|returned mail|failure notice/i.test(mail.subject ?? ""))
    return [];
  if (/delay|延迟|仍在尝试/i.test(mail.subject ?? "")) return [];
  const own = new Set(
    [mail.from?.address, ...(mail.to ?? []).map(({ address }) => address)].map((one) => one?.toLowerCase()),
  );
  const addresses = new Set(
    [...body.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)].map(([address]) => address.toLowerCase()),
  );
  const code = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(body)?.[0] ?? "";
  const said = reasonLine(body);
  return [...addresses]
    .filter((address) => !own.has(address) && !address.endsWith("@belfry.invalid"))
    .map((recipient) => ({
      messageKey,
      recipient,
      ...(code !== "" && { code }),
      ...classifyBounce(code, said),
      reason: reasonOf(said),
      answer: body.trim().slice(0, 2_000),
    }));
}

function complaintOf(report: string, messageKey: string): DeliveryReceipt[] {
  const recipients = [...report.matchAll(/^Original-Rcpt-To:\s*(.+)$/gim)].flatMap(
    ([, to]) => addressIn(to ?? "") ?? [],
  );
  const reason = "The recipient reported it as spam. 收件人举报为垃圾邮件。";
  return recipients.map((recipient) => ({
    messageKey,
    recipient,
    state: "delivered",
    complaint: true,
    reason,
    answer: report,
  }));
}

/** The line that says why: the one with a code of SMTP, or that is called the reason. */
function reasonLine(body: string): string {
  const lines = body.split(/\r?\n/).map((line) => line.trim());
  const named = lines.findIndex((line) => /退信原因|失败原因|错误原因|reason/i.test(line));
  const found =
    named === -1 ? lines.find((line) => /\b[45]\d\d[ -]/.test(line)) : lines.slice(named, named + 3).join(" ");
  return (found ?? body.slice(0, 500)).slice(0, 500);
}

function reasonOf(said: string): string {
  return `The mail came back: ${said.slice(0, 500)} 邮件被退回。`;
}

/** The key of a message of this product, as its mails carry it. */
function keyIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const key = /^X-Belfry-Message:\s*(\S+)/im.exec(text)?.[1] ?? /<?([\w-]+)@belfry\.invalid>?/i.exec(text)?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}

function headersOf({ inReplyTo, references }: Email): string {
  return [inReplyTo, references].filter((one) => one !== undefined).join(" ");
}

/** What people read of the letter. */
function bodyOf({ text = "", html = "" }: Email): string {
  const shown = html.replace(/<br\s*\/?>|<\/(?:p|div|tr|li|h\d)>/gi, "\n").replace(/<[^>]+>/g, " ");
  return `${text}\n${shown}`
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">");
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes); // no UTF-8: in these mails it is this one
  }
}

function addressIn(field: string): string | undefined {
  return /[^\s;<>"]+@[^\s;<>"]+/.exec(field)?.[0];
}
