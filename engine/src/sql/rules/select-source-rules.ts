import type { Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** The rules that are kept in the files of this name, are not archived and lie within the scope. */
export async function selectSourceRules(tx: Tx, source: string, scope: Scope | null): Promise<string[]> {
  const { rows } = await tx.query<{ slug: string }>({
    name: "select-source-rules",
    text: `select slug from belfry.rules where source = $1 and status <> 'archived'
      and ($2::jsonb is null or belfry.labels_in_scope(labels, $2)) order by slug`,
    values: [source, scope],
  });
  return rows.map(({ slug }) => slug);
}
