import type { Queryable } from "@belfry/store";

/** What a node that takes part is able to do. */
export interface NodeBuild {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly string[];
  readonly version: string;
  /** Null for a node of a version that does not tell. */
  readonly build: string | null;
  readonly triggerKinds: readonly string[] | null;
}

/** The builds of the nodes that are not leaving. A drained one counts: it may take work again. */
export async function selectBuilds(db: Queryable): Promise<NodeBuild[]> {
  const { rows } = await db.query<NodeBuild>({
    name: "select-builds",
    text: `select id, name, roles, version, build, trigger_kinds as "triggerKinds" from belfry.nodes where not leaving order by id`,
  });
  return rows;
}
