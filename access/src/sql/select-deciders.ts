import type { Queryable } from "@belfry/store";

export interface DecidersRow {
  readonly names: readonly string[];
  readonly total: number;
}

/**
 * The people who may decide about an approval: whose role may, whose restrictions let them see it, and who did not ask.
 * @param builtin the built-in roles that may; the others say so themselves
 */
export async function selectDeciders(
  db: Queryable,
  {
    labels,
    requestedBy,
  }: { readonly labels: Readonly<Record<string, string>>; readonly requestedBy: readonly string[] },
  { builtin, most }: { readonly builtin: readonly string[]; readonly most: number },
): Promise<DecidersRow> {
  const { rows } = await db.query<DecidersRow>({
    name: "access-select-deciders",
    text: `
      with deciders as (
        select u.name from belfry.users u left join belfry.roles r on r.name = u.role
        where u.enabled and (u.role = any($3::text[]) or 'approvals:decide' = any(r.permissions))
          and (u.scope is null or belfry.labels_in_scope($1::jsonb, u.scope))
          and not exists (select from unnest($2::text[]) as asked where lower(asked) = lower(u.name)))
      select (select count(*)::int from deciders) as total,
        array(select name from deciders order by lower(name) limit $4) as names`,
    values: [labels, requestedBy, builtin, most],
  });
  return rows[0] ?? { names: [], total: 0 };
}
