/**
 * How a message becomes a mail. Bcc recipients are not known here at all: they stand in the envelope and cannot reach a
 * header. The Message-ID and the date belong to the message and not to the attempt, so that receivers drop doubles.
 *
 * Nodemailer writes the headers; the bodies are put together here, each encoded in one go. Through Nodemailer's streams a
 * mail of 10 KB took as long to be composed as to be sent, and one with a workbook twice as long.
 */
import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import type { ChannelMessage } from "@belfry/plugin-kit";
import MimeNode from "nodemailer/lib/mime-node";
import { dateHeader } from "./date-header.ts";
import type { EmailConfig } from "./email-config.ts";
import { base64Lines, type MailPiece } from "./mail-piece.ts";
import { htmlOfMarkdown } from "./markdown-parts.ts";

/** Attachments that are encoded already, in their order. */
export type EncodedAttachments = readonly (readonly MailPiece[])[];

/** A text in the mail, or several parts together; a part that is encoded already is written as it is. */
type Part =
  | { readonly type: string; readonly text: string }
  | { readonly type: string; readonly children: readonly (Part | readonly MailPiece[])[] };

/** The mail as it is sent, but for dots at the beginnings of lines. */
export function composeMail(
  message: ChannelMessage,
  config: EmailConfig,
  attachments: EncodedAttachments,
): readonly MailPiece[] {
  const content = contentOf(message, attachments);
  // Every text is base64, in which no boundary can stand; so it need not be a new one each time.
  const node = new MimeNode(content.type, { textEncoding: "base64", baseBoundary: message.messageKey });
  const { from, replyTo } = config;
  // Given as name and address: only the name is encoded. Written as one text, the whole of it would be, and QQ refuses that.
  node.setHeader("From", { name: from.name ?? "", address: from.address });
  if (message.to.length > 0) node.setHeader("To", message.to.map(envelopeAddress));
  if (message.cc.length > 0) node.setHeader("Cc", message.cc.map(envelopeAddress));
  if (replyTo !== undefined) node.setHeader("Reply-To", replyTo);
  node.setHeader("Subject", message.subject.replace(/\s*[\r\n]+\s*/g, " "));
  node.setHeader("Message-ID", `<${message.messageKey}@belfry.invalid>`);
  node.setHeader("Date", dateHeader(message.createdAt, config.timeZone));
  node.setHeader("X-Belfry-Message", message.messageKey);
  if (message.conversation !== undefined) {
    const thread = createHash("sha256").update(message.conversation).digest("hex").slice(0, 32);
    for (const name of ["In-Reply-To", "References"]) node.setHeader(name, `<${thread}@belfry.invalid>`);
  }
  if (message.unsubscribe !== undefined) {
    node.setHeader("List-Unsubscribe", `<${message.unsubscribe.url}>`);
    node.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
  return written(content, node);
}

/** An address as it stands in the envelope: a domain in Chinese characters in its ASCII form. */
export function envelopeAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const domain = domainToASCII(address.slice(at + 1));
  return domain === "" ? address : `${address.slice(0, at)}@${domain}`;
}

/** Text and HTML are two views of one thing, images belong to the HTML that shows them, and files stand beside all of it. */
function contentOf(message: ChannelMessage, encoded: EncodedAttachments): Part {
  const { attachments } = message;
  const { text, html } = viewsOf(message);
  const isInline = attachments.map(({ contentId }) => html !== undefined && contentId !== undefined);
  const inline = encoded.filter((_, place) => isInline[place]);
  const files = encoded.filter((_, place) => !isInline[place]);
  const shown =
    html === undefined ? [] : [around('multipart/related; type="text/html"', textPart("html", html), inline)];
  const views = text === undefined && html !== undefined ? shown : [textPart("plain", text ?? ""), ...shown];
  const [only, second] = views;
  const content =
    only !== undefined && second === undefined ? only : { type: "multipart/alternative", children: views };
  return around("multipart/mixed", content, files);
}

/** What is given, or both views of what is given as Markdown alone. */
function viewsOf({ text, html, markdown }: Pick<ChannelMessage, "text" | "html" | "markdown">) {
  if (markdown === undefined || html !== undefined) return { text: text ?? markdown, html };
  return { text: text ?? markdown, html: htmlOfMarkdown(markdown) };
}

function textPart(subtype: "plain" | "html", text: string): Part {
  return { type: `text/${subtype}; charset=utf-8`, text };
}

/** A part with others beside it; the part alone when there are none. */
function around(type: string, part: Part, others: EncodedAttachments): Part {
  return others.length === 0 ? part : { type, children: [part, ...others] };
}

/** A part with the headers that its node has so far, and those that belong to its type. */
function written(part: Part, node: MimeNode): readonly MailPiece[] {
  if ("text" in part) {
    node.setHeader("Content-Transfer-Encoding", "base64");
    return [Buffer.from(`${node.buildHeaders()}\r\n\r\n${base64Lines(Buffer.from(part.text))}`)];
  }
  // The boundary is made with the headers.
  const headers = node.buildHeaders();
  const boundary = `\r\n--${String(node.boundary)}`;
  const { baseBoundary } = node;
  const children = part.children.flatMap((child) => [
    Buffer.from(`${boundary}\r\n`),
    ...("type" in child ? written(child, node.createChild(child.type, { baseBoundary })) : child),
  ]);
  return [Buffer.from(`${headers}\r\n`), ...children, Buffer.from(`${boundary}--\r\n`)];
}
