import type { Queryable } from "@belfry/store";

/** Who is behind an execution: the author of its version of the rule and whoever started it, and the labels of the rule. */
export interface Requesters {
  readonly requestedBy: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A child was started by whoever started its parent. */
export async function selectRequesters(db: Queryable, executionId: number): Promise<Requesters> {
  const { rows } = await db.query<Requesters>({
    name: "select-requesters",
    text: `
      select array_remove(array[v.author, e.trigger ->> 'by'], null) as "requestedBy", r.labels
      from belfry.executions e
      join belfry.rules r on r.id = e.rule_id
      join belfry.rule_versions v on v.rule_id = e.rule_id and v.version = e.rule_version
      where e.id = $1`,
    values: [executionId],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`There is no execution ${executionId}.`);
  return row;
}
