import type { Queryable } from "@belfry/store";

/** A key of a program that is in force. */
export interface RiskyKey {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly neverExpires: boolean;
  /** For more than ninety days. */
  readonly unused: boolean;
}

export async function selectRiskyKeys(db: Queryable): Promise<RiskyKey[]> {
  const { rows } = await db.query<RiskyKey>({
    name: "access-select-risky-keys",
    text: `
      select name, permissions, expires_at is null as "neverExpires",
        coalesce(last_used_at, created_at) < belfry.now() - interval '90 days' as unused
      from belfry.api_keys where revoked_at is null and (expires_at is null or expires_at > belfry.now())
      order by name`,
  });
  return rows;
}
