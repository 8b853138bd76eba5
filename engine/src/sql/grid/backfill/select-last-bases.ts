import type { Queryable } from "@belfry/store";

/** The base date of the newest generation of each task type, by its name. */
export async function selectLastBases(db: Queryable, gridId: number): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ task: string; base: string }>({
    name: "select-last-bases",
    // Of the newest ones: a year of daily, weekly and monthly generations is fewer than these.
    text: `
      select r ->> 'task' as task, max(g.base_on)::text as base
      from (select base_on, results from belfry.grid_generations where grid_id = $1 order by id desc limit 500) g,
        jsonb_array_elements(g.results) r
      group by 1`,
    values: [gridId],
  });
  return new Map(rows.map(({ task, base }) => [task, base]));
}
