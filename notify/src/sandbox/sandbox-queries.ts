import { AppError } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { loadSandboxMail, type SandboxMailRow } from "../sql/load-sandbox-mail.ts";
import { readAttachment, readMail } from "./read-mail.ts";
import type { SandboxAttachment, SandboxMail } from "./sandbox-mail.ts";

/** A caught mail as a reader shows it. @throws AppError MESSAGE_NOT_FOUND */
export async function getSandboxMail(db: Queryable, id: number): Promise<SandboxMail> {
  const { raw, ...summary } = await load(db, id);
  return readMail(summary, raw);
}

/** The bytes of a caught mail as they came. @throws AppError MESSAGE_NOT_FOUND */
export async function getSandboxSource(db: Queryable, id: number): Promise<Buffer> {
  return (await load(db, id)).raw;
}

/** One attachment with its content. @throws AppError MESSAGE_NOT_FOUND, ARTIFACT_NOT_FOUND */
export async function getSandboxAttachment(
  db: Queryable,
  id: number,
  index: number,
): Promise<SandboxAttachment & { readonly content: Uint8Array }> {
  const attachment = await readAttachment((await load(db, id)).raw, index);
  if (attachment === undefined) {
    throw new AppError("ARTIFACT_NOT_FOUND", { reason: `The mail ${id} has no attachment ${index}.` });
  }
  return attachment;
}

async function load(db: Queryable, id: number): Promise<SandboxMailRow> {
  const row = await loadSandboxMail(db, id);
  if (row === undefined) throw new AppError("MESSAGE_NOT_FOUND", { reason: `The sandbox has no mail ${id}.` });
  return row;
}
