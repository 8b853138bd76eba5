import type { Queryable } from "@belfry/store";
import { fairTurns } from "./fair-turns.ts";

/**
 * Gives a turn to executions whose time has come: to try again, woken by a signal, or added by an older version, which
 * gives none. Those that wait have no turn, so that the claim never walks over them, however many they are. Nor has what is set apart (claim-set-apart.ts). Returns how
 * many were given one.
 */
export async function promoteExecutions(db: Queryable, limit: number): Promise<number> {
  const { count } = await db.query({
    name: "promote-executions",
    text: `
      with due as materialized (
        select id, rule_id as "ruleId", priority, row_number() over (order by run_at, id) as place
        from (
          select id, rule_id, priority, run_at from belfry.execution_queue
          where node is null and turn_at = 'infinity' and run_at < 'infinity' and run_at <= belfry.now()
            and lives < 2 and refused_by is null
          order by run_at
          limit $1
          for no key update skip locked) d
      ), ${fairTurns("due")}
      update belfry.execution_queue q set band = turns.band, turn_at = turns.turn_at
      from turns where q.id = turns.id`,
    values: [limit],
  });
  return count;
}
