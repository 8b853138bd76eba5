import type { Queryable } from "@belfry/store";

/** An execution of a rule that counts for the rules that wait for it. */
export interface Ending {
  readonly executionId: number;
  readonly state: string;
  readonly endedAt: Date;
  readonly trigger: Readonly<Record<string, unknown>>;
}

export interface EndingQuery {
  readonly rule: string;
  readonly states: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

/** Executions are looked at in the order of their ids, for there is no index of ends: it would burden every end. */
const PAGE = 1_000;
/** One that began so long before a day is not expected to end in it. */
const LONGEST_RUN_DAYS = 7;

/** The newest execution of a rule, no item of a list, that ended so in this time. */
export async function selectEnding(db: Queryable, query: EndingQuery): Promise<Ending | undefined> {
  let before: number | null = null;
  for (;;) {
    const page: Page | undefined = await selectPage(db, query, before);
    if (page?.last == null) return undefined;
    if (page.executionId !== null) {
      const { executionId, state, endedAt, trigger } = page;
      return { executionId, state, endedAt, trigger };
    }
    if (page.old || page.n < PAGE) return undefined;
    before = page.last;
  }
}

type Page = { readonly last: number | null; readonly n: number; readonly old: boolean } & (
  | Ending
  | { readonly executionId: null }
);

async function selectPage(
  db: Queryable,
  { rule, states, from, until }: EndingQuery,
  before: number | null,
): Promise<Page | undefined> {
  const { rows } = await db.query<Page>({
    name: "select-ending",
    text: `
      with page as materialized (
        select e.id, e.item_index, e.state, e.created_at, e.finished_at, e.trigger
        from belfry.executions e
        where e.rule_id = (select id from belfry.rules where slug = $1) and ($5::bigint is null or e.id < $5)
        order by e.id desc limit ${PAGE}
      ), found as (
        select id, state, finished_at, trigger from page
        where item_index is null and state = any ($2) and finished_at >= $3 and finished_at < $4
        order by id desc limit 1
      )
      select p.last, p.n, p.old, f.id as "executionId", f.state, f.finished_at as "endedAt", f.trigger
      from (
        select min(id) as last, count(*)::int as n, coalesce(min(created_at) < $3 - interval '${LONGEST_RUN_DAYS} days', true) as old
        from page) p
      left join found f on true`,
    values: [rule, states, from, until, before],
  });
  return rows[0];
}
