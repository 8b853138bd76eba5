import type { Queryable } from "@belfry/store";

/** A place inside the own network that an administrator opened for outgoing calls. */
export interface Connection {
  readonly name: string;
  /** `intranet.example`, `intranet.example:8080`, `10.1.2.3:443`, `[fd00::1]:443`. */
  readonly address: string;
  readonly purpose: string;
  /** Whether the address may lie on this machine itself. */
  readonly allowLocal: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** All connections by name. */
export async function selectConnections(db: Queryable): Promise<Connection[]> {
  const { rows } = await db.query<Connection>({
    name: "access-select-connections",
    text: `
      select name, address, purpose, allow_local as "allowLocal", created_by as "createdBy", created_at as "createdAt",
        updated_at as "updatedAt"
      from belfry.connections order by name`,
  });
  return rows;
}
