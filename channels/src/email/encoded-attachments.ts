/**
 * Attachments that are encoded once for all mails that carry them. A list that goes to a thousand people is read and turned
 * into base64 once, and not a thousand times; its part of the mail, headers included, is kept as it is sent.
 *
 * A part is found again by what it is made of and by the file's size and time of change, so a file that was written anew is
 * encoded anew. Those that were not used for longest go first.
 */
import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { ChannelAttachment } from "@belfry/plugin-kit";
import MimeNode from "nodemailer/lib/mime-node";
import { base64Lines, type MailPiece } from "./mail-piece.ts";

/** Larger files are read and encoded while they are sent: they would leave no room for others. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** All together, encoded. */
const MOST_BYTES = 32 * 1024 * 1024;

const parts = new Map<string, Promise<Buffer>>();
let kept = 0;

/** The part of a mail that holds this attachment, headers included. @throws Error of the file system */
export async function encodedAttachment(attachment: ChannelAttachment): Promise<readonly MailPiece[]> {
  const { path, fileName, mediaType, contentId } = attachment;
  const { size, mtimeMs } = await look(path);
  if (size > LARGEST_BYTES) return [headersOf(attachment), { file: path }];
  const key = JSON.stringify([path, size, mtimeMs, fileName, mediaType, contentId]);
  const known = parts.get(key);
  if (known !== undefined) {
    // The last one used stands last.
    parts.delete(key);
    parts.set(key, known);
    return [await known];
  }
  const part = encode(attachment);
  parts.set(key, part);
  try {
    kept += (await part).length;
  } catch (error) {
    parts.delete(key);
    throw error;
  }
  await forgetOldest();
  return [await part];
}

const looking = new Map<string, Promise<Stats>>();

/** Mails that are sent together look at their file together: each look takes as long as writing all headers of a mail. */
function look(path: string): Promise<Stats> {
  const begun = looking.get(path);
  if (begun !== undefined) return begun;
  const found = stat(path).finally(() => looking.delete(path));
  looking.set(path, found);
  return found;
}

async function forgetOldest(): Promise<void> {
  for (const [key, part] of parts) {
    if (kept <= MOST_BYTES) return;
    parts.delete(key);
    kept -= (await part).length;
  }
}

async function encode(attachment: ChannelAttachment): Promise<Buffer> {
  const content = base64Lines(await readFile(attachment.path));
  return Buffer.concat([headersOf(attachment), Buffer.from(content, "latin1")]);
}

/** With the name in both forms that clients read. */
function headersOf({ fileName, mediaType, contentId }: ChannelAttachment): Buffer {
  const isShown = contentId !== undefined && mediaType.toLowerCase().startsWith("image/");
  // Below a mail and not one itself, or it would get a date and an id of its own.
  const part = new MimeNode("multipart/mixed").createChild(mediaType, { filename: fileName });
  part.setHeader("Content-Transfer-Encoding", "base64");
  part.setHeader("Content-Disposition", isShown ? "inline" : "attachment");
  if (contentId !== undefined) part.setHeader("Content-Id", `<${contentId.replace(/[<>]/g, "")}>`);
  return Buffer.from(`${part.buildHeaders()}\r\n\r\n`);
}
