import type { Queryable, Tx } from "@belfry/store";

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

export async function upsertVariables(tx: Tx, values: Readonly<Record<string, unknown>>): Promise<void> {
  await tx.query({
    name: "upsert-variables",
    text: `
      insert into belfry.variables (name, value, updated_at)
      select key, value, (select belfry.now()) from jsonb_each($1)
      on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`,
    values: [JSON.stringify(values)],
  });
}

export async function deleteVariable(db: Queryable, name: string): Promise<boolean> {
  const { count } = await db.query({ name: "delete-variable", text: "delete from belfry.variables where name = $1", values: [name] });
  return count > 0;
}
