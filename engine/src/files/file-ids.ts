/**
 * Where a kept file lies. Its id is the day it was written and 20 random characters; nothing a person or another system
 * chose ever becomes part of a path. An id that does not look exactly like this leads nowhere.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { AppError } from "@belfry/model";

export type FileKind = "dataset" | "artifact";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
const idPattern = /^(\d{8})-([0-9a-z]{20})$/;

/** A new id, for example `20260216-4k0x…`. */
export function newFileId(now: Date): string {
  let random = "";
  while (random.length < 20) {
    // 252 is the largest multiple of 36 in a byte: taking the rest of larger ones would favour the first letters.
    for (const byte of randomBytes(32)) if (byte < 252 && random.length < 20) random += alphabet[byte % 36];
  }
  return `${dayOf(now)}-${random}`;
}

/** The day of a moment in UTC, as the folders are named: `20260216`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10).replaceAll("-", "");
}

/** The folder that holds the day folders of one kind. */
export function kindFolder(folder: string, kind: FileKind): string {
  return join(folder, kind === "dataset" ? "datasets" : "artifacts");
}

/**
 * The place of a file, whether it is there or not.
 * @throws AppError `ARTIFACT_NOT_FOUND` when the id is none of ours
 */
export function placeOf(folder: string, kind: FileKind, id: string): string {
  const [, day, random] = idPattern.exec(id) ?? [];
  if (day === undefined || random === undefined) throw new AppError("ARTIFACT_NOT_FOUND", { kind, id });
  return join(kindFolder(folder, kind), day, `${random}${kind === "dataset" ? ".ndjson" : ""}`);
}
