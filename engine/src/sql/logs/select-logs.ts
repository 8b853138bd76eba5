import type { Queryable } from "@belfry/store";
import type { LogLine } from "../../views/execution-view.ts";

export async function selectLogs(
  db: Queryable,
  query: { readonly id: number; readonly createdOn: string; readonly after: number; readonly limit: number },
): Promise<LogLine[]> {
  const { rows } = await db.query<LogLine>({
    name: "select-logs",
    text: `select id, action, iteration, level, message, fields, logged_at as "loggedAt" from belfry.execution_logs
      where execution_id = $1 and created_on = $2 and id > $3 order by id limit $4`,
    values: [query.id, query.createdOn, query.after, query.limit],
  });
  return rows;
}
