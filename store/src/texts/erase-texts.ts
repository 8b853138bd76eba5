/**
 * Replaces texts in the columns of a table, some rows at a time, each batch in a transaction of its own. What is replaced
 * is not found again: whoever is interrupted begins anew and goes on where it was, and a second time changes nothing.
 *
 * A row that is found and in which nothing can be replaced is passed by, or it would be looked at for ever: `0.0001` stands
 * in 1e-4 as the database writes it, and `erase` in what stands where something was erased.
 */
import type { Store } from "../database/store.ts";
import type { Tx } from "../database/statement.ts";
import { replaceTexts } from "./replace-texts.ts";
import { placeName, standsIn, wanted, type TextPlace } from "./text-place.ts";

/** Few enough that their locks are held for a moment. */
const ROWS_AT_ONCE = 200;

/** Returns how many rows were changed. @param onRows called with each batch, in its transaction, before it is written */
export async function eraseTexts(
  store: Store,
  place: TextPlace,
  texts: readonly string[],
  onRows?: (tx: Tx, rows: readonly Readonly<Record<string, unknown>>[]) => Promise<void>,
): Promise<number> {
  let erased = 0;
  const passedBy = new Set<string>();
  for (;;) {
    const batch = await store.transaction((tx) => eraseBatch(tx, place, { texts, passedBy: [...passedBy], onRows }));
    if (batch.found === 0) return erased;
    for (const row of batch.unchanged) passedBy.add(row);
    erased += batch.found - batch.unchanged.length;
  }
}

interface Batch {
  readonly texts: readonly string[];
  readonly passedBy: readonly string[];
  readonly onRows: Parameters<typeof eraseTexts>[3];
}

async function eraseBatch(
  tx: Tx,
  place: TextPlace,
  { texts, passedBy, onRows }: Batch,
): Promise<{ readonly found: number; readonly unchanged: readonly string[] }> {
  const names = Object.keys(place.columns);
  const read = [...place.about, ...names].map((name) => `t.${name}`).join(", ");
  const { rows } = await tx.query<Record<string, unknown>>({
    name: `erase-find-${placeName(place)}`,
    text: `
      select t.tableoid::text as "$table", t.ctid::text as "$place", ${read} from belfry.${place.table} t
      where ${standsIn(place)} and t.tableoid::text || t.ctid::text <> all ($4::text[]) limit $3 for update`,
    values: [...wanted(texts), ROWS_AT_ONCE, passedBy],
  });
  const replaced = rows.map((row) => {
    const after = Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, isPlace(key) ? value : replaceTexts(value, texts)]),
    );
    return { row, after, isChanged: JSON.stringify(after) !== JSON.stringify(row) };
  });
  const unchanged = replaced.flatMap(({ row, isChanged }) =>
    isChanged ? [] : [`${String(row["$table"])}${String(row["$place"])}`],
  );
  const changed = replaced.flatMap(({ after, isChanged }) => (isChanged ? [after] : []));
  if (changed.length === 0) return { found: rows.length, unchanged };
  await onRows?.(
    tx,
    replaced.flatMap(({ row, isChanged }) => (isChanged ? [row] : [])),
  );
  const columns = Object.entries(place.columns);
  const { count } = await tx.query({
    name: `erase-write-${placeName(place)}`,
    text: `
      update belfry.${place.table} t
      set ${columns.map(([name]) => `${name} = r.${name}`).join(", ")}
      from jsonb_to_recordset($1::jsonb) as r ("$table" oid, "$place" tid, ${columns.map(([name, type]) => `${name} ${type}`).join(", ")})
      where t.tableoid = r."$table" and t.ctid = r."$place"`,
    values: [JSON.stringify(changed)],
  });
  if (count < changed.length) throw new Error(`Of ${changed.length} rows of ${place.table}, ${count} were erased.`);
  return { found: rows.length, unchanged };
}

function isPlace(key: string): boolean {
  return key.startsWith("$");
}
