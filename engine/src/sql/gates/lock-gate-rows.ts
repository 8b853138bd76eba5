import type { Tx } from "@belfry/store";

/** Locks gates until the transaction ends, in one order, and returns those that there are. */
export async function lockGateRows(tx: Tx, ids: readonly string[], labels: boolean): Promise<Set<string>> {
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
