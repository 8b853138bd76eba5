import type { Queryable } from "@belfry/store";

/** How often a connection may be called. */
export interface ConnectionRate {
  readonly connection: string;
  readonly limit: number;
  readonly perMs: number;
}

export async function selectConnectionRates(db: Queryable): Promise<ConnectionRate[]> {
  const { rows } = await db.query<ConnectionRate>({
    name: "select-connection-rates",
    text: `
      select lower(name) as connection, rate_limit as "limit", per_ms::float8 as "perMs"
      from belfry.limits where kind = 'connection'`,
    values: [],
  });
  return rows;
}
