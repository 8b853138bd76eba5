import type { Tx } from "@belfry/store";
import { insertGates } from "./insert-gates.ts";

/** What was locked: without the labels no gate of a label may be opened. */
export interface LockedGates {
  readonly labels: boolean;
}

/**
 * Locks the gates of rules for this transaction, and those of all labels while any label has a limit: whom the gate of a
 * rule lets in may stand at one of a label next. Always in one order; a second call in one transaction must name no others.
 */
export async function lockGates(tx: Tx, ruleIds: Iterable<number>, labels: boolean): Promise<LockedGates> {
  const wanted = [...new Set(ruleIds)].map((id) => `rule:${id}`);
  if (wanted.length === 0 && !labels) return { labels: false };
  let locked = await lock(tx, wanted, labels);
  if (wanted.some((id) => !locked.has(id))) {
    await insertGates(
      tx,
      wanted.filter((id) => !locked.has(id)),
    );
    locked = await lock(tx, wanted, labels);
  }
  return { labels: locked.has("labels") };
}

async function lock(tx: Tx, ids: readonly string[], labels: boolean): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>({
    name: "lock-gates",
    text: `
      select id from belfry.gates
      where id = any($1::text[]) or (id = 'labels' and ($2 or exists (select from belfry.limits where kind = 'label')))
      order by id
      for no key update`,
    values: [ids, labels],
  });
  return new Set(rows.map(({ id }) => id));
}
