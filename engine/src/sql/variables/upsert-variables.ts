import type { Tx } from "@belfry/store";

export async function upsertVariables(tx: Tx, values: Readonly<Record<string, unknown>>): Promise<void> {
  await tx.query({
    name: "upsert-variables",
    text: `
      insert into belfry.variables (name, value, updated_at)
      select key, value, (select belfry.now()) from jsonb_each($1)
      order by key
      on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`,
    values: [JSON.stringify(values)],
  });
}
