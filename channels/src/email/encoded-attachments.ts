/**
 * Attachments that are encoded once for all mails that carry them. A list that goes to a thousand people is read and turned
 * into base64 once, and not a thousand times; its part of the mail, headers included, is kept as it is sent.
 *
 * A part is found again by what it is made of and by the file's size and time of change, so a file that was written anew is
 * encoded anew. Those that were not used for longest go first.
 */
import { stat } from "node:fs/promises";
import type { ChannelAttachment } from "@belfry/plugin-kit";
import MimeNode from "nodemailer/lib/mime-node";

/** Larger files are read and encoded while they are sent: they would leave no room for others. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** All together, encoded. */
const MOST_BYTES = 32 * 1024 * 1024;

const parts = new Map<string, Promise<Buffer>>();
let kept = 0;

/** The part of a mail for this attachment; nothing for one that is too large to be kept. @throws Error of the file system */
export async function encodedAttachment(attachment: ChannelAttachment): Promise<Buffer | undefined> {
  const { path, fileName, mediaType, contentId } = attachment;
  const { size, mtimeMs } = await stat(path);
  if (size > LARGEST_BYTES) return undefined;
  const key = JSON.stringify([path, size, mtimeMs, fileName, mediaType, contentId]);
  const known = parts.get(key);
  if (known !== undefined) {
    // The last one used stands last.
    parts.delete(key);
    parts.set(key, known);
    return known;
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
  return part;
}

async function forgetOldest(): Promise<void> {
  for (const [key, part] of parts) {
    if (kept <= MOST_BYTES) return;
    parts.delete(key);
    kept -= (await part).length;
  }
}

/** As Nodemailer makes it for a mail: with the name in both forms that clients read. */
function encode({ path, fileName, mediaType, contentId }: ChannelAttachment): Promise<Buffer> {
  const isShown = contentId !== undefined && mediaType.toLowerCase().startsWith("image/");
  // Below a mail and not one itself, or it would get a date and an id of its own.
  const part = new MimeNode("multipart/mixed").createChild(mediaType, { filename: fileName });
  part.setHeader("Content-Transfer-Encoding", "base64");
  part.setHeader("Content-Disposition", isShown ? "inline" : "attachment");
  if (contentId !== undefined) part.setHeader("Content-Id", `<${contentId.replace(/[<>]/g, "")}>`);
  part.setContent({ path });
  return part.build();
}
