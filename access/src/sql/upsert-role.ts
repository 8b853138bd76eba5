import type { Tx } from "@belfry/store";
import type { OwnRole } from "./list-roles.ts";

/** Writes a role, or replaces the one with its name. */
export async function upsertRole(tx: Tx, role: OwnRole): Promise<void> {
  await tx.query({
    name: "access-upsert-role",
    text: `
      insert into belfry.roles (name, description, permissions, created_at, updated_at)
      values ($1, $2, $3, belfry.now(), belfry.now())
      on conflict (name) do update
      set description = excluded.description, permissions = excluded.permissions, updated_at = excluded.updated_at`,
    values: [role.name, role.description, role.permissions],
  });
}
