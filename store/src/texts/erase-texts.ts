/**
 * Replaces texts in the columns of a table, some rows at a time, each batch in a transaction of its own. What is replaced
 * is not found again: whoever is interrupted begins anew and goes on where it was, and a second time changes nothing.
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
  for (;;) {
    const count = await store.transaction((tx) => eraseBatch(tx, place, texts, onRows));
    if (count === 0) return erased;
    erased += count;
  }
}

async function eraseBatch(
  tx: Tx,
  place: TextPlace,
  texts: readonly string[],
  onRows: Parameters<typeof eraseTexts>[3],
): Promise<number> {
  const names = Object.keys(place.columns);
  const read = [...place.about, ...names].map((name) => `t.${name}`).join(", ");
  const { rows } = await tx.query<Record<string, unknown>>({
    name: `erase-find-${placeName(place)}`,
    text: `
      select t.tableoid::text as "$table", t.ctid::text as "$place", ${read} from belfry.${place.table} t
      where ${standsIn(place)} limit $3 for update`,
    values: [...wanted(texts), ROWS_AT_ONCE],
  });
  if (rows.length === 0) return 0;
  await onRows?.(tx, rows);
  const changed = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, isPlace(key) ? value : replaceTexts(value, texts)]),
    ),
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
  if (count < rows.length) throw new Error(`Of ${rows.length} rows of ${place.table}, ${count} were erased.`);
  return count;
}

function isPlace(key: string): boolean {
  return key.startsWith("$");
}
