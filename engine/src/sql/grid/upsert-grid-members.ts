import type { Tx } from "@belfry/store";

export interface MemberInput {
  /** Its value in each dimension, in their order. */
  readonly path: readonly string[];
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface MemberWrite {
  readonly gridId: number;
  readonly members: readonly MemberInput[];
  /** Keeps attributes, and days, that are not named. */
  readonly merge: boolean;
}

/** Writes members. Those that are as they should be already are not touched. Returns the numbers of the others. */
export async function upsertGridMembers(
  tx: Tx,
  { gridId, members, merge }: MemberWrite,
): Promise<{ inserted: number; changed: number[] }> {
  const { rows } = await tx.query<{ inserted: number; changed: number[] }>({
    name: "upsert-grid-members",
    text: `
      with given as materialized (
        select array(select jsonb_array_elements_text(g.path)) as path, g."opensOn" as opens_on, g."closesOn" as closes_on, g.attributes
        from jsonb_to_recordset($2::jsonb) as g (path jsonb, "opensOn" date, "closesOn" date, attributes jsonb)),
      groups as (
        insert into belfry.grid_groups (grid_id, path)
        select distinct $1::int, trim_array(path, 1) from given
        on conflict (grid_id, path) do update set path = excluded.path
        returning id, path),
      written as (
        insert into belfry.grid_members as m (grid_id, group_id, path, opens_on, closes_on, attributes, updated_at)
        select $1, groups.id, given.path, given.opens_on, given.closes_on, given.attributes, belfry.now()
        from given join groups on groups.path = trim_array(given.path, 1)
        on conflict (grid_id, path) do update set
          opens_on = case when $3 then coalesce(excluded.opens_on, m.opens_on) else excluded.opens_on end,
          closes_on = case when $3 then coalesce(excluded.closes_on, m.closes_on) else excluded.closes_on end,
          attributes = case when $3 then m.attributes || excluded.attributes else excluded.attributes end,
          removed_at = null, updated_at = excluded.updated_at
        where m.removed_at is not null
          or m.opens_on is distinct from case when $3 then coalesce(excluded.opens_on, m.opens_on) else excluded.opens_on end
          or m.closes_on is distinct from case when $3 then coalesce(excluded.closes_on, m.closes_on) else excluded.closes_on end
          or m.attributes <> case when $3 then m.attributes || excluded.attributes else excluded.attributes end
        returning id, xmax = 0 as is_new)
      select count(*) filter (where is_new)::int as inserted,
        coalesce(array_agg(id) filter (where not is_new), '{}') as changed
      from written`,
    values: [gridId, JSON.stringify(members), merge],
  });
  return rows[0] ?? { inserted: 0, changed: [] };
}
