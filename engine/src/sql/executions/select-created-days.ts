import type { Tx } from "@belfry/store";

export interface CreatedDay {
  readonly id: number;
  readonly ruleVersion: number;
  readonly redrive: number;
  /** The day of its action runs. */
  readonly createdOn: string;
}

/** Where the action runs of executions lie, and which version they ran. */
export async function selectCreatedDays(tx: Tx, ids: readonly number[]): Promise<CreatedDay[]> {
  const { rows } = await tx.query<CreatedDay>({
    name: "select-created-days",
    text: `
      select id, rule_version as "ruleVersion", redrive, (created_at at time zone 'UTC')::date as "createdOn"
      from belfry.executions where id = any ($1::bigint[]) order by id`,
    values: [ids],
  });
  return rows;
}
