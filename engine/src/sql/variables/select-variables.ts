import type { Queryable } from "@belfry/store";

export interface VariableRow {
  readonly name: string;
  readonly value: unknown;
  readonly updatedAt: Date;
}

export async function selectVariables(db: Queryable): Promise<VariableRow[]> {
  const { rows } = await db.query<VariableRow>({
    name: "select-variables",
    text: `select name, value, updated_at as "updatedAt" from belfry.variables order by name`,
  });
  return rows;
}
