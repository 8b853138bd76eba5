import PostalMime, { type Address, type Attachment } from "postal-mime";
import type { SandboxAttachment, SandboxMail, SandboxMailSummary } from "./sandbox-mail.ts";

/** What a list shows of a mail. Only the headers are read: a mail may hold megabytes of attachments. */
export async function readSummary(raw: Buffer): Promise<{ sender: string; subject: string }> {
  const end = raw.indexOf("\r\n\r\n");
  const { from, subject } = await PostalMime.parse(end === -1 ? raw : raw.subarray(0, end + 4));
  return { sender: withoutNul(from === undefined ? "" : written(from)), subject: withoutNul(subject ?? "") };
}

/** A mail as a reader shows it. */
export async function readMail(summary: SandboxMailSummary, raw: Buffer): Promise<SandboxMail> {
  const { headers, to, cc, text, html, attachments } = await PostalMime.parse(raw);
  return {
    ...summary,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    to: (to ?? []).map(written),
    cc: (cc ?? []).map(written),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    attachments: attachments.map(describe),
  };
}

/** The content of one attachment, if the mail has one at this place. */
export async function readAttachment(
  raw: Buffer,
  index: number,
): Promise<(SandboxAttachment & { readonly content: Uint8Array }) | undefined> {
  const { attachments } = await PostalMime.parse(raw);
  const attachment = attachments[index];
  if (attachment === undefined) return undefined;
  return { ...describe(attachment, index), content: contentOf(attachment) };
}

function describe(attachment: Attachment, index: number): SandboxAttachment {
  const { filename, mimeType, disposition, contentId, related } = attachment;
  return {
    index,
    fileName: filename ?? `attachment-${index + 1}`,
    mediaType: mimeType,
    bytes: contentOf(attachment).byteLength,
    inline: related === true || disposition === "inline",
    ...(contentId === undefined ? {} : { contentId: contentId.replace(/^<|>$/g, "") }),
  };
}

function contentOf({ content }: Attachment): Uint8Array {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function written(address: Address): string {
  if (address.group !== undefined) return `${address.name}: ${address.group.map(written).join(", ")};`;
  return address.name === "" ? address.address : `${address.name} <${address.address}>`;
}

/** PostgreSQL cannot keep it, and a mail of a stranger may hold it. */
function withoutNul(text: string): string {
  return text.replaceAll("\0", "");
}
