import type { Queryable } from "@belfry/store";
import type { Drain } from "../../node/duty.ts";

export interface NewNode {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly string[];
  readonly version: string;
  readonly session: boolean;
  readonly build: string;
  readonly triggerKinds: readonly string[];
  /** The newest migration that it knows. */
  readonly schema: number;
  readonly concurrency: number;
  /** Under which id the same process was known before, and whether it was drained then. */
  readonly before: { readonly id: number; readonly drain: Drain | undefined } | undefined;
}

/**
 * Makes the node visible to the others, and returns what time it is by the database's clock and whether it is drained: a
 * process that begins anew stays as it was, also when that was decided after it last looked. Its lock must be held before,
 * or it would be taken for dead at once.
 */
export async function insertNode(db: Queryable, node: NewNode): Promise<{ now: Date; drain: Drain | undefined }> {
  const { before } = node;
  const { rows } = await db.query<{ now: Date; draining: boolean; by: string | null; at: Date; until: Date }>({
    name: "insert-node",
    text: `
      with last as (
        select draining, drain_by, drain_at, drain_until from belfry.nodes where id = $10
        union all
        select $11::timestamptz is not null, $12, $13::timestamptz, $11::timestamptz
        where not exists (select from belfry.nodes where id = $10)
      )
      insert into belfry.nodes (id, name, roles, version, session, build, trigger_kinds, schema, concurrency, draining, drain_by,
        drain_at, drain_until, started_at, seen_at)
      overriding system value
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, last.draining, last.drain_by, last.drain_at, last.drain_until, (select belfry.now()),
        (select belfry.now())
      from last
      returning started_at as now, draining, drain_by as by, drain_at as at, drain_until as until`,
    values: [
      node.id,
      node.name,
      node.roles,
      node.version,
      node.session,
      node.build,
      node.triggerKinds,
      node.schema,
      node.concurrency,
      before?.id,
      before?.drain?.until,
      before?.drain?.by,
      before?.drain?.at,
    ],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("An insert returned no row.");
  const { now, draining, by, at, until } = row;
  return { now, drain: draining ? { by, at, until } : undefined };
}
