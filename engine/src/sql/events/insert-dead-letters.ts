import type { Problem } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface NewDeadLetter {
  readonly broughtBy: string;
  readonly triggerId: number | null;
  readonly raw: string;
  readonly problems: readonly Problem[];
}

/** Keeps what came in and could not be read. Returns the ids, in order. */
export async function insertDeadLetters(db: Queryable, letters: readonly NewDeadLetter[]): Promise<number[]> {
  if (letters.length === 0) return [];
  const { rows } = await db.query<{ id: number }>({
    name: "insert-dead-letters",
    text: `
      insert into belfry.event_dead_letters (received_at, brought_by, trigger_id, raw, problems)
      select belfry.now(), "broughtBy", "triggerId", raw, problems
      from json_to_recordset($1::json) as d ("broughtBy" text, "triggerId" int, raw text, problems jsonb)
      returning id`,
    values: [JSON.stringify(letters)],
  });
  return rows.map(({ id }) => id);
}
