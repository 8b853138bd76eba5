import type { MessageTemplate } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Writes the next version of a template, or the first one of a new template. Returns nothing when somebody was faster. */
export async function saveTemplateVersion(
  tx: Tx,
  template: {
    readonly code: string;
    readonly version: number;
    readonly definition: MessageTemplate;
    readonly note: string;
    readonly by: string;
  },
): Promise<{ readonly createdAt: Date } | undefined> {
  const { code, version, definition, note, by } = template;
  const { rows } = await tx.query<{ createdAt: Date }>({
    name: "notify-save-template-version",
    text: `
      with head as (
        insert into belfry.templates as t (code, version, labels, updated_at, updated_by)
        values ($1, $2, $3, belfry.now(), $6)
        on conflict (code) do update
        set version = excluded.version, labels = excluded.labels, updated_at = excluded.updated_at,
            updated_by = excluded.updated_by, removed_at = null
        where t.version = excluded.version - 1
        returning id)
      insert into belfry.template_versions (template_id, version, definition, note, created_at, created_by)
      select id, $2, $4, $5, belfry.now(), $6 from head
      returning created_at as "createdAt"`,
    values: [code, version, JSON.stringify(definition.labels), JSON.stringify(definition), note, by],
  });
  return rows[0];
}
