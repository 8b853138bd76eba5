import { MessagePolicy } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface PolicyRow {
  readonly name: string;
  readonly enabled: boolean;
  readonly definition: MessagePolicy;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** All policies by their names, without those that a newer version wrote and this one does not understand. */
export async function listPolicies(db: Queryable): Promise<PolicyRow[]> {
  const { rows } = await db.query<Omit<PolicyRow, "definition"> & { readonly definition: unknown }>({
    name: "notify-list-policies",
    text: `
      select name, enabled, definition, updated_at as "updatedAt", updated_by as "updatedBy"
      from belfry.message_policies order by name`,
  });
  return rows.flatMap(({ definition, ...row }) => {
    const read = MessagePolicy.safeParse(definition);
    return read.success ? [{ ...row, definition: read.data }] : [];
  });
}
