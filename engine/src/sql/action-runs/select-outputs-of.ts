import type { Queryable } from "@belfry/store";

/** The outputs of these executions that name files. */
export async function selectOutputsOf(db: Queryable, executions: readonly number[]): Promise<unknown[]> {
  const { rows } = await db.query<{ output: unknown }>({
    name: "select-outputs-of",
    text: `
      select output from belfry.action_runs
      where execution_id = any($1::bigint[]) and strpos(output::text, '"$dataset"') > 0`,
    values: [executions],
  });
  return rows.map(({ output }) => output);
}
