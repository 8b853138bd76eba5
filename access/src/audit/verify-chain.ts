/**
 * Checks the audit trail. Each entry carries a hash over itself and the hash before it, and the end of the chain is
 * written beside it. So what was changed, taken out, put in, swapped or cut off shows, unless everything behind it was
 * written anew: against that, keep the number and hash of an end somewhere else and hand them in as `known`.
 */
import type { Queryable } from "@belfry/store";
import { readAuditChain, type ChainRow } from "../sql/read-audit-chain.ts";
import { selectAuditEnd } from "../sql/select-audit-end.ts";
import { chainHash, hashContent, hashDetail } from "./entry-hash.ts";

/** The number and the hash of an entry; hexadecimal. */
export interface ChainEnd {
  readonly n: number;
  readonly hash: string;
}

export interface ChainBreak {
  /** The first entry that is not as it was written, or not there. */
  readonly n: number;
  readonly kind: "changed" | "missing" | "cut-off" | "known-end-differs";
  /** A sentence. */
  readonly message: string;
}

export interface ChainVerification {
  /** Empty when nothing is wrong. */
  readonly broken: ChainBreak | null;
  /** How many entries were found to be as they were written. */
  readonly verified: number;
  readonly end: ChainEnd;
}

// Some 20 ms of hashing at once: other requests come in between.
const BATCH = 500;
const BEGINNING = Buffer.alloc(32);

/** Checks every entry, in batches; a million take less than a minute and no memory. Entries written meanwhile are left out. */
export async function verifyChain(db: Queryable, known?: ChainEnd): Promise<ChainVerification> {
  const head = await selectAuditEnd(db);
  if (head === undefined) {
    const message = "The row that holds the end of the chain is gone.";
    return { broken: { n: 1, kind: "cut-off", message }, verified: 0, end: endOf(0, BEGINNING) };
  }
  let n = 0;
  let hash: Buffer = BEGINNING;
  const found = (kind: ChainBreak["kind"], at: number, message: string): ChainVerification => ({
    broken: { n: at, kind, message },
    verified: n,
    end: endOf(head.n, head.hash),
  });

  const until = Math.max(head.n, head.last);
  for (let rows = await batchAfter(db, 0, until); rows.length > 0; rows = await batchAfter(db, n, until)) {
    for (const row of rows) {
      if (row.n !== n + 1) return found("missing", n + 1, `Entry ${n + 1} is not there; ${row.n} follows on ${n}.`);
      const problem = problemOf(row, hash);
      if (problem !== undefined) return found("changed", row.n, problem);
      n = row.n;
      hash = row.hash;
      if (n === known?.n && hash.toString("hex") !== known.hash.toLowerCase()) {
        return found(
          "known-end-differs",
          n,
          `Entry ${n} is another one than the one you know: the chain was written anew.`,
        );
      }
    }
  }
  if (n !== head.n || !hash.equals(head.hash)) {
    const message = `The chain ends with entry ${n}, and entry ${head.n} was the last that was written.`;
    return found("cut-off", Math.min(n, head.n) + 1, message);
  }
  if (known !== undefined && known.n > n) {
    return found("known-end-differs", n + 1, `The chain ends with entry ${n}, and you know entry ${known.n}.`);
  }
  return { broken: null, verified: n, end: endOf(n, hash) };
}

function batchAfter(db: Queryable, after: number, until: number): Promise<ChainRow[]> {
  return readAuditChain(db, { after, until, limit: BATCH });
}

function problemOf(row: ChainRow, previous: Buffer): string | undefined {
  const { n, atMicros, detail, hash, ...content } = row;
  // An erased detail stands for itself by its hash, which takes part in that of the entry.
  if (detail !== null && !hashDetail(detail).equals(row.detailHash)) return `The detail of entry ${n} was changed.`;
  const expected = chainHash(previous, BigInt(n), BigInt(atMicros), hashContent(content));
  return expected.equals(hash) ? undefined : `Entry ${n}, or its place in the chain, was changed.`;
}

function endOf(n: number, hash: Buffer): ChainEnd {
  return { n, hash: hash.toString("hex") };
}
