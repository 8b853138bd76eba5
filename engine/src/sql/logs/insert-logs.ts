import type { Queryable } from "@belfry/store";

export interface NewLogLine {
  readonly execution: number;
  readonly createdOn: string;
  readonly action: string;
  readonly iteration: string;
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

export async function insertLogs(db: Queryable, lines: readonly NewLogLine[]): Promise<void> {
  await db.query({
    name: "insert-logs",
    text: `
      insert into belfry.execution_logs (created_on, execution_id, action, iteration, level, message, fields, logged_at)
      select "createdOn", execution, action, iteration, level, message, fields, (select belfry.now())
      from json_to_recordset($1::json) as l ("createdOn" date, execution bigint, action text, iteration text, level text,
        message text, fields jsonb)`,
    values: [JSON.stringify(lines)],
  });
}
