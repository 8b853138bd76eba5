import { createHash } from "node:crypto";
import type { Queryable } from "../database/statement.ts";

/** Columns of a table in which a person may stand. Names come from the code, never from outside. */
export interface TextPlace {
  /** Without its schema. */
  readonly table: string;
  readonly columns: Readonly<Record<string, "text" | "text[]" | "jsonb">>;
  /** Further columns that say what a found row is about. */
  readonly about: readonly string[];
}

/** A row in which one of the texts stands, as JSON. */
export interface FoundText {
  readonly place: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * The condition that one of the texts stands in a column, whatever its capital letters. `$1` holds them as they stand in
 * plain text, `$2` as they stand inside of JSON.
 */
export function standsIn(place: TextPlace): string {
  const columns = Object.entries(place.columns).map(([name, type]) => {
    if (type === "jsonb")
      return `exists (select from unnest($2::text[]) w where strpos(lower(t.${name}::text), w) > 0)`;
    const text = type === "text" ? `t.${name}` : `array_to_string(t.${name}, ' ')`;
    return `exists (select from unnest($1::text[]) w where strpos(lower(${text}), w) > 0)`;
  });
  // Both parameters have to stand in the statement, also where a place has columns of one kind only.
  return `$1::text[] is not null and $2::text[] is not null and (${columns.join("\n          or ")})`;
}

/** Names the statements of a place: two of them can lie in one table, and PostgreSQL cuts off names after 63 characters. */
export function placeName({ table, columns }: TextPlace): string {
  const hash = createHash("sha256").update(Object.keys(columns).join(" ")).digest("hex");
  return `${table}-${hash.slice(0, 8)}`;
}

/** The values of `$1` and `$2`. */
export function wanted(texts: readonly string[]): [string[], string[]] {
  const plain = texts.map((text) => text.toLowerCase());
  return [plain, plain.map((text) => JSON.stringify(text).slice(1, -1))];
}

/** Up to `limit` rows of a place in which one of the texts stands. */
export async function findTexts(
  db: Queryable,
  place: TextPlace,
  texts: readonly string[],
  limit: number,
): Promise<FoundText[]> {
  const shown = [...place.about, ...Object.keys(place.columns)].map((name) => `'${name}', t.${name}`).join(", ");
  const { rows } = await db.query<{ row: Record<string, unknown> }>({
    name: `find-texts-${placeName(place)}`,
    text: `select jsonb_build_object(${shown}) as row from belfry.${place.table} t where ${standsIn(place)} limit $3`,
    values: [...wanted(texts), limit],
  });
  return rows.map(({ row }) => ({ place: place.table, row }));
}
