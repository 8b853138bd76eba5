/**
 * Paging always ends. A server that ignores the offset gives its first page for ever, one that mixes up its marks sends us
 * in a circle; both would fill the disk with the same rows.
 */
import { createHash } from "node:crypto";
import type { CallAdditions } from "./resolve-call.ts";

export interface LoopGuard {
  /** Whether these rows are those of the page before, in full: a real next page would differ. */
  sawSameRows(rows: readonly unknown[]): boolean;
  /** Whether this very request was made before. */
  sawStep(step: CallAdditions): boolean;
}

export function createLoopGuard(): LoopGuard {
  let lastRows = "";
  const steps = new Set<string>();
  return {
    sawSameRows(rows) {
      const digest = digestOf(rows);
      const isSame = rows.length > 0 && digest === lastRows;
      lastRows = digest;
      return isSame;
    },
    sawStep(step) {
      const digest = digestOf(step);
      if (steps.has(digest)) return true;
      steps.add(digest);
      return false;
    },
  };
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64");
}
