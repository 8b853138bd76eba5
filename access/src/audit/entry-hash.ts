import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** The part of an entry that its author gives; number and time come from the database. */
export interface EntryContent {
  readonly actorKind: string;
  readonly actor: string;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly outcome: string;
  readonly detailHash: Buffer;
}

export function hashDetail(detail: unknown): Buffer {
  return createHash("sha256").update(canonicalJson(detail)).digest();
}

/** The hash of what an entry says. The detail takes part through its hash, so that it can be erased later. */
export function hashContent({ detailHash, ...rest }: EntryContent): Buffer {
  const text = canonicalJson({ ...rest, detailHash: detailHash.toString("hex") });
  return createHash("sha256").update(text).digest();
}

/**
 * The hash of an entry: SHA-256 over the hash before it, its number, its time in microseconds (both as eight bytes, big
 * end first) and the hash of its content. The statement that appends does the same.
 */
export function chainHash(previous: Buffer, n: bigint, atMicros: bigint, content: Buffer): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigInt64BE(n, 0);
  numbers.writeBigInt64BE(atMicros, 8);
  return createHash("sha256").update(previous).update(numbers).update(content).digest();
}
