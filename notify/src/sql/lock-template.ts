import type { MessageTemplate } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface LockedTemplate {
  readonly id: number;
  readonly version: number;
  readonly isRemoved: boolean;
  readonly definition: MessageTemplate;
  readonly updatedBy: string;
}

/** A template that nobody else changes until the end of the transaction; one that was removed, too. */
export async function lockTemplate(tx: Tx, code: string): Promise<LockedTemplate | undefined> {
  const { rows } = await tx.query<LockedTemplate>({
    name: "notify-lock-template",
    text: `
      select t.id, t.version, t.removed_at is not null as "isRemoved", v.definition, t.updated_by as "updatedBy"
      from belfry.templates t join belfry.template_versions v on v.template_id = t.id and v.version = t.version
      where t.code = $1 for update of t`,
    values: [code],
  });
  return rows[0];
}
