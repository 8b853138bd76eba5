import type { Queryable } from "@belfry/store";

export interface CellInTheWay {
  readonly taskTypeId: number;
  readonly periodId: number;
  readonly memberId: number;
  readonly path: readonly string[];
  readonly heldBy: string | null;
  readonly executionId: number | null;
  /** Whether its member has the value of which only one cell may run at once. */
  readonly sameAccount: boolean;
  /** Whether the limit of the task type counts it. */
  readonly counted: boolean;
}

/** Cells of a grid that run and that another one, which may run, has to wait for. */
export async function selectCellsInTheWay(
  db: Queryable,
  gridId: number,
  of: {
    readonly taskTypeId: number;
    readonly memberId: number;
    /** The task types whose cells exclude each other by the same name. */
    readonly exclusiveTypeIds: readonly number[];
    /** Of which only one cell runs for each value; null: there is nothing. */
    readonly exclusive: string | null;
    /** The place of that dimension; null: it is an attribute. */
    readonly exclusiveAt: number | null;
    /** Whether the number of cells that run is limited. */
    readonly limited: boolean;
    /** The place of the dimension for each value of which it is limited; null: for all together. */
    readonly per: number | null;
  },
): Promise<CellInTheWay[]> {
  const { rows } = await db.query<CellInTheWay>({
    name: "select-cells-in-the-way",
    text: `
      with own as materialized (
        select m.path, case when $6::int is null then m.attributes ->> $5::text else m.path[$6] end as account
        from belfry.grid_members m where m.id = $3),
      running as (
        select c.task_type_id as "taskTypeId", c.period_id as "periodId", c.member_id as "memberId", m.path,
          c.held_by as "heldBy", c.execution_id as "executionId", c.began_at,
          coalesce(c.task_type_id = any($4::int[])
            and case when $6::int is null then m.attributes ->> $5::text else m.path[$6] end = own.account, false) as "sameAccount",
          $7::bool and c.task_type_id = $2 and ($8::int is null or m.path[$8] = own.path[$8]) as counted
        from belfry.grid_cells c join belfry.grid_members m on m.id = c.member_id cross join own
        where c.grid_id = $1 and c.state = 'running')
      select "taskTypeId", "periodId", "memberId", path, "heldBy", "executionId", "sameAccount", counted
      from running where "sameAccount" or counted order by began_at limit 1000`,
    values: [gridId, of.taskTypeId, of.memberId, of.exclusiveTypeIds, of.exclusive, of.exclusiveAt, of.limited, of.per],
  });
  return rows;
}
