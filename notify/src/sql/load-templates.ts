import type { MessageTemplate } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface LoadedTemplate {
  readonly code: string;
  readonly version: number;
  /** The newest version. */
  readonly newest: number;
  readonly definition: MessageTemplate;
  readonly note: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** By the database's clock. */
  readonly now: Date;
}

/** Templates that are not removed, each at a version or, without one, at its newest. What is not there is left out. */
export async function loadTemplates(
  db: Queryable,
  references: readonly { readonly code: string; readonly version: number | null }[],
): Promise<LoadedTemplate[]> {
  const { rows } = await db.query<LoadedTemplate>({
    name: "notify-load-templates",
    text: `
      select t.code, v.version, t.version as newest, v.definition, v.note, v.created_at as "createdAt", v.created_by as "createdBy",
        (select belfry.now()) as now
      from unnest($1::text[], $2::int[]) as r (code, version)
      join belfry.templates t on t.code = r.code and t.removed_at is null
      join belfry.template_versions v on v.template_id = t.id and v.version = coalesce(r.version, t.version)`,
    values: [references.map(({ code }) => code), references.map(({ version }) => version)],
  });
  return rows;
}
