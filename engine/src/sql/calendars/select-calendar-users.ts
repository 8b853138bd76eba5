import type { Tx } from "@belfry/store";

/** The rules that are not archived and whose triggers name a calendar. */
export async function selectCalendarUsers(tx: Tx, name: string): Promise<string[]> {
  const { rows } = await tx.query<{ rule: string }>({
    name: "select-calendar-users",
    text: `
      select distinct r.slug as rule
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status <> 'archived' and exists (
        select from jsonb_array_elements(v.definition -> 'triggers') t where t ->> 'calendar' = $1)
      order by r.slug`,
    values: [name],
  });
  return rows.map(({ rule }) => rule);
}
