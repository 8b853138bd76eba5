import type { ClientBase } from "pg";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** How PostgreSQL would run a statement: with the given values, or as it plans one for any values. */
export async function readPlan(client: ClientBase, sql: string, values?: readonly unknown[]): Promise<PlanNode> {
  const explain = values === undefined ? "explain (generic_plan, format json)" : "explain (format json)";
  const { rows } = await client.query<{ "QUERY PLAN": readonly { Plan: PlanNode }[] }>(
    `${explain} ${sql}`,
    values === undefined ? undefined : [...values],
  );
  const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
  if (plan === undefined) throw new Error(`PostgreSQL gave no plan for: ${sql}`);
  return plan;
}

/** The tables that a plan reads from end to end; a partition counts as its table. */
export function sequentialScans(plan: PlanNode, tables: readonly string[]): string[] {
  const relation = plan["Relation Name"];
  const own =
    plan["Node Type"] === "Seq Scan" && relation !== undefined
      ? tables.filter((table) => relation === table || relation.startsWith(`${table}_`))
      : [];
  return [...own, ...(plan.Plans ?? []).flatMap((child) => sequentialScans(child, tables))];
}
