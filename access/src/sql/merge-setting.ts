import type { Tx } from "@belfry/store";

/** Sets fields of one group of settings; the others stay. */
export async function mergeSetting(tx: Tx, setting: { readonly name: string; readonly value: unknown }): Promise<void> {
  await tx.query({
    name: "access-merge-setting",
    text: `
      insert into belfry.settings as s (name, value, updated_at) values ($1, $2::jsonb, belfry.now())
      on conflict (name) do update set value = s.value || excluded.value, updated_at = excluded.updated_at`,
    values: [setting.name, JSON.stringify(setting.value)],
  });
}
