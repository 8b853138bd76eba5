import { readFileSync } from "node:fs";
import type { Store } from "@belfry/store";

/** What became of the slots of one minute. */
export interface Sums {
  /** Slots that fired. */
  readonly fired: number;
  /** Slots with any other fate, or with none yet. */
  readonly others: number;
  readonly executions: number;
  readonly succeeded: number;
  /** Actions whose end is written. */
  readonly written: number;
}

/** Whether nothing is due, held or about to run. */
export async function isQuiet(store: Store): Promise<boolean> {
  const { rows } = await store.query<{ quiet: boolean }>({
    name: "chaos-quiet",
    text: `select not exists (select from belfry.slots_due where decide_at <= belfry.now())
      and not exists (select from belfry.execution_queue) as quiet`,
  });
  return rows[0]?.quiet === true;
}

export async function sumMinute(store: Store, minute: Date): Promise<Sums> {
  const { rows } = await store.query<{ [Name in keyof Sums]: number }>({
    name: "chaos-sums",
    text: `
      with e as (
        select id, state from belfry.executions where (trigger ->> 'dueAt')::timestamptz = $1
      ), f as (
        select fate, sum(n)::int as n from belfry.slot_fates where from_at <= $1 and to_at >= $1 group by fate
      )
      select coalesce((select n from f where fate = 'fired'), 0) as fired,
        coalesce((select sum(n)::int from f where fate <> 'fired'), 0)
          + (select count(*)::int from belfry.slots_due where due_at = $1) as others,
        (select count(*)::int from e) as executions,
        (select count(*)::int from e where state = 'success') as succeeded,
        (select count(*)::int from belfry.action_runs r join e on e.id = r.execution_id where r.state = 'success') as written`,
    values: [minute],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("A sum returned no row.");
  return row;
}

/** How often actions ran, and how many of them are different ones. */
export function countNotes(file: string): { readonly ran: number; readonly different: number } {
  const keys = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return { ran: keys.length, different: new Set(keys).size };
}
