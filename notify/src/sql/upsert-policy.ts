import type { MessagePolicy } from "@belfry/model";
import type { Tx } from "@belfry/store";

export async function upsertPolicy(
  tx: Tx,
  policy: {
    readonly name: string;
    readonly enabled: boolean;
    readonly definition: MessagePolicy;
    readonly by: string;
  },
): Promise<void> {
  await tx.query({
    name: "notify-upsert-policy",
    text: `
      insert into belfry.message_policies (name, kind, definition, enabled, updated_at, updated_by)
      values ($1, $2, $3, $4, belfry.now(), $5)
      on conflict (name) do update
      set kind = excluded.kind, definition = excluded.definition, enabled = excluded.enabled,
          updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    values: [policy.name, policy.definition.kind, JSON.stringify(policy.definition), policy.enabled, policy.by],
  });
}
