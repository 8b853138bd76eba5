import type { Queryable } from "@belfry/store";

/** A secret as people see it: never with its value. */
export interface SecretSummary {
  readonly name: string;
  readonly updatedAt: Date;
}

/** All secrets by name. */
export async function listSecrets(db: Queryable): Promise<SecretSummary[]> {
  const { rows } = await db.query<SecretSummary>({
    name: "access-list-secrets",
    text: `select name, updated_at as "updatedAt" from belfry.secrets order by name`,
  });
  return rows;
}
