import type { Tx } from "@belfry/store";

export interface NewOutcomeDemand {
  readonly triggerId: number;
  /** Rules by their names; empty when they are meant by labels. */
  readonly rules: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly states: readonly string[];
}

/** Keeps which rules triggers want to be told of. */
export async function insertOutcomeDemands(tx: Tx, demands: readonly NewOutcomeDemand[]): Promise<void> {
  await tx.query({
    name: "insert-outcome-demands",
    text: `
      insert into belfry.outcome_demands (trigger_id, rules, labels, states)
      select "triggerId", rules, labels, states
      from json_to_recordset($1::json) as d ("triggerId" int, rules text[], labels jsonb, states text[])`,
    values: [JSON.stringify(demands)],
  });
}
