import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** The rules that are not archived, whose triggers name a calendar and that somebody with this scope may see. */
export async function selectCalendarUsers(db: Queryable, name: string, scope: Scope | null = null): Promise<string[]> {
  const { rows } = await db.query<{ rule: string }>({
    name: "select-calendar-users",
    text: `
      select distinct r.slug as rule
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status <> 'archived' and belfry.rule_in_scope(r.id, $2) and exists (
        select from jsonb_array_elements(v.definition -> 'triggers') t where t ->> 'calendar' = $1)
      order by r.slug`,
    values: [name, scope],
  });
  return rows.map(({ rule }) => rule);
}
