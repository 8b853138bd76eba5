/**
 * Gates: how limits of concurrent executions are kept exactly, by any number of nodes and without a counter.
 *
 * An execution passes its gates from the narrow one to the wide one: that of its rule, or of one value of the rule's key, then
 * those of labels by their names. It waits at one at a time, holds its places at those it has passed, and keeps them until it ends. As
 * everybody passes them in this one order, nobody waits in a circle, and nobody holds a wide place while it waits at a narrow gate.
 *
 * Whoever adds gated executions or ends one first locks the gates and then lets in as many as there is room for. The locks
 * are taken in a statement of their own: a statement that waited for one inside itself would still look at the places as
 * they were before it waited, let nobody in, and the last one would wait for ever.
 */
import { createHash } from "node:crypto";

/** A key that is longer is known by its beginning and a hash. */
const LONGEST_KEY = 200;
const SHOWN = 120;

/** The gate of a rule; with a key (as JSON) that of one of its values. */
export function ruleGate(ruleId: number, key: string | undefined): string {
  if (key === undefined) return `rule:${ruleId}`;
  if (key.length <= LONGEST_KEY) return `rule:${ruleId}:${key}`;
  const hash = createHash("sha256").update(key).digest("base64url");
  // Half of a surrogate pair at the cut could not be kept.
  return `rule:${ruleId}:${key.slice(0, SHOWN).toWellFormed()}… ${hash}`;
}

/** The gate of a label, as `db=erp`. */
export function labelGate(name: string): string {
  return `label:${name}`;
}

/** The label of its gate. */
export function labelOf(gate: string): string {
  return gate.slice("label:".length);
}

export function isLabelGate(gate: string): boolean {
  return gate.startsWith("label:");
}

/** The order in which they are passed: labels as PostgreSQL orders them by their bytes. */
export function inOrder(gates: Iterable<string>): string[] {
  return [...new Set(gates)].toSorted(
    (a, b) => groupOf(a) - groupOf(b) || Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
}

/** Labels come after the gates of single rules. */
function groupOf(gate: string): number {
  return isLabelGate(gate) ? 1 : 0;
}
