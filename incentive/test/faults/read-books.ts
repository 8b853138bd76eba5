import type { TestLedger } from "../ledger-fixture.ts";

/** What the ledger says, by names instead of numbers: two of them that booked the same are the same. */
export type Books = Readonly<Record<string, readonly unknown[]>>;

/** Runs are counted by what they booked: one whose answer was lost is done again, and finds everything known. */
const pages: Readonly<Record<string, string>> = {
  campaigns: "select key, revision, labels, sequence from belfry.incentive_campaigns order by 1",
  revisions: `select k.key, r.revision, r.definition, r.created_by from belfry.incentive_revisions r
    join belfry.incentive_campaigns k on k.id = r.campaign_id order by 1, 2`,
  people: `select k.key as campaign, to_jsonb(p) - 'id' - 'campaign_id' as person from belfry.incentive_people p
    join belfry.incentive_campaigns k on k.id = p.campaign_id order by 1, p.key`,
  projects: "select project, used_fen from belfry.incentive_projects order by 1, 2",
  addresses: "select encode(address_hash, 'hex') as hash from belfry.incentive_addresses order by 1",
  contracts: `select k.key as campaign, p.key as person,
      to_jsonb(c) - 'id' - 'campaign_id' - 'person_id' - 'run_id' - 'booked_at' as contract
    from belfry.incentive_contracts c join belfry.incentive_campaigns k on k.id = c.campaign_id
    join belfry.incentive_people p on p.id = c.person_id order by 1, c.contract_id`,
  awards: `select c.contract_id, p.key, a.position, a.kind, a.name, a.amount_fen from belfry.incentive_awards a
    join belfry.incentive_contracts c on c.id = a.contract join belfry.incentive_people p on p.id = a.person_id
    order by c.campaign_id, 1, 3`,
  entries: `select c.contract_id, p.key, to_jsonb(e) - 'id' - 'campaign_id' - 'contract' - 'person_id' - 'run_id' - 'at' as entry
    from belfry.incentive_entries e join belfry.incentive_contracts c on c.id = e.contract
    join belfry.incentive_people p on p.id = e.person_id order by c.campaign_id, c.contract_id, 3`,
  days: `select p.key, to_jsonb(d) - 'person_id' - 'campaign_id' as day from belfry.incentive_days d
    join belfry.incentive_people p on p.id = d.person_id order by d.campaign_id, 1, 2`,
  dayRewards: `select p.key, to_jsonb(d) - 'person_id' - 'campaign_id' as day from belfry.incentive_day_rewards d
    join belfry.incentive_people p on p.id = d.person_id order by d.campaign_id, 1, 2`,
  quarantine: `select source, row, contract_id, code, resolved_at is not null as resolved, count(*)::int as n
    from belfry.incentive_quarantine group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  tellings: `select c.contract_id, t.kind, t.text, t.state, t.message_id from belfry.incentive_tellings t
    join belfry.incentive_contracts c on c.id = t.contract order by c.campaign_id, 1, 2`,
  corrections: `select c.contract_id, to_jsonb(x) - 'id' - 'campaign_id' - 'contract' - 'run_id' - 'created_at' - 'decided_at' as correction
    from belfry.incentive_corrections x left join belfry.incentive_contracts c on c.id = x.contract order by 1, 2`,
  settlements: `select to_jsonb(s) - 'campaign_id' - 'last_entry' - 'closed_at' as settlement from belfry.incentive_settlements s order by 1`,
  runs: `select k.key, sum(r.booked)::int as booked, sum(r.left_out)::int as left_out, sum(r.rewards)::int as rewards,
      sum(r.proposed)::int as proposed, count(*) filter (where r.state = 'running')::int as running
    from belfry.incentive_runs r join belfry.incentive_campaigns k on k.id = r.campaign_id group by 1 order by 1`,
};

export async function readBooks(ledger: Pick<TestLedger, "rows">): Promise<Books> {
  const entries: [string, readonly unknown[]][] = [];
  for (const [name, text] of Object.entries(pages)) entries.push([name, await ledger.rows(text)]);
  return withoutNumbers(Object.fromEntries(entries));
}

/** People who were erased are called by their numbers, and those differ: here by their place among each other. */
function withoutNumbers(books: Books): Books {
  const numbers = [...JSON.stringify(books).matchAll(/\[erased\]#(\d+)/g)].map(([, number]) => Number(number));
  const places = [...new Set(numbers)].toSorted((a, b) => a - b);
  const named = (text: string) =>
    text.replaceAll(/\[erased\]#(\d+)/g, (_, number) => `[erased]#${places.indexOf(Number(number))}`);
  return Object.fromEntries(
    Object.entries(books).map(([name, rows]) => [name, rows.map((row) => named(JSON.stringify(row))).toSorted()]),
  );
}
