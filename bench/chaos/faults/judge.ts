import type { Store } from "@belfry/store";
import { dueTimes } from "./cron-oracle.ts";
import type { Reference } from "./reference.ts";

/** Takes down which actions have ended by now, and how often they had begun. */
export async function noteFinished(store: Store, { begun, finished }: Reference): Promise<void> {
  const { rows } = await store.query<{ key: string }>({
    name: "chaos-finished",
    text: `select (select id from belfry.installation) || '/' || execution_id || '/' || action as key
      from belfry.action_runs where state = 'success'`,
  });
  for (const { key } of rows) if (!finished.has(key)) finished.set(key, begun.get(key) ?? 0);
}

/** What is wrong with what was found in the end, as sentences; none when all is exact. */
export async function faultsOf(store: Store, reference: Reference): Promise<string[]> {
  return [
    ...(await slotFaults(store)),
    ...(await eventFaults(store, reference)),
    ...(await startFaults(store, reference)),
    ...(await executionFaults(store)),
    ...[...reference.finished]
      .filter(([key, n]) => reference.begun.get(key) !== n && n > 0)
      .map(([key]) => `the action ${key} had finished and began again`),
  ];
}

interface TriggerLife {
  readonly id: number;
  readonly cron: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** Each time that the oracle says was due has one fate, or is planned; no other time has any. */
async function slotFaults(store: Store): Promise<string[]> {
  const { rows: lives } = await store.query<TriggerLife>({
    name: "chaos-lives",
    text: `select id, config ->> 'cron' as cron, active_from as from, active_until as until
      from belfry.triggers where kind = 'cron' order by id`,
  });
  const { rows: now } = await store.query<{ now: Date }>({ name: "chaos-now", text: "select belfry.now() as now" });
  const { rows: fates } = await store.query<{
    id: number;
    from: Date;
    to: Date;
    n: number;
    fate: string;
    runs: number;
  }>({
    name: "chaos-fates",
    text: `select f.trigger_id as id, f.from_at as from, f.to_at as to, f.n, f.fate,
        (select count(*)::int from belfry.executions e where e.rule_id = t.rule_id
          and (e.trigger ->> 'dueAt')::timestamptz = f.from_at and e.id = f.execution_id) as runs
      from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id`,
  });
  const { rows: planned } = await store.query<{ id: number; at: Date }>({
    name: "chaos-planned",
    text: "select trigger_id as id, due_at as at from belfry.slots_due",
  });
  const faults: string[] = [];
  for (const { id, cron, from, until } of lives) {
    const end = until ?? now[0]?.now ?? from;
    const mine = fates.filter((fate) => fate.id === id);
    const seen = new Map(planned.filter((slot) => slot.id === id).map(({ at }) => [at.getTime(), 1]));
    for (const fate of mine) {
      if (fate.fate === "superseded" && fate.from > end) continue;
      const covered = dueTimes(cron, new Date(fate.from.getTime() - 1), fate.to);
      if (covered.length !== fate.n)
        faults.push(
          `a fate of trigger ${id} counts ${fate.n} times from ${fate.from.toISOString()}, not ${covered.length}`,
        );
      for (const time of covered) seen.set(time, (seen.get(time) ?? 0) + 1);
      if (fate.fate === "fired" && fate.runs !== 1)
        faults.push(`the slot ${id} ${fate.from.toISOString()} fired and has ${fate.runs} executions`);
    }
    for (const time of dueTimes(cron, from, end)) {
      const n = seen.get(time) ?? 0;
      if (n !== 1) faults.push(`the slot ${id} (${cron}) ${new Date(time).toISOString()} has ${n} fates`);
      seen.delete(time);
    }
    // The clock may have been set back: what was decided before is still there.
    for (const [time, n] of seen)
      if (n > 1 || time <= from.getTime()) faults.push(`the slot ${id} ${new Date(time).toISOString()} has ${n} fates`);
  }
  return faults;
}

async function eventFaults(store: Store, { events }: Reference): Promise<string[]> {
  const { rows } = await store.query<{ id: string; accepted: number; decided: number; started: number }>({
    name: "chaos-events",
    text: `select e.event_id as id, count(distinct e.id)::int as accepted, count(d.*)::int as decided,
        count(distinct x.id)::int as started
      from belfry.events e left join belfry.event_decisions d on d.event_id = e.id and d.fate = 'fired'
      left join belfry.executions x on x.id = d.execution_id group by 1`,
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  return [...events].flatMap(([id, confirmed]) => {
    const row = found.get(id);
    if (row === undefined) return confirmed ? [`the event ${id} was accepted and is lost`] : [];
    const isOnce = row.accepted === 1 && row.decided === 1 && row.started === 1;
    return isOnce ? [] : [`the event ${id} came to ${JSON.stringify(row)}`];
  });
}

async function startFaults(store: Store, { starts }: Reference): Promise<string[]> {
  const { rows } = await store.query<{ name: string; n: number }>({
    name: "chaos-starts",
    text: `select inputs ->> 'name' as name, count(*)::int as n from belfry.executions
      where parent_id is null and inputs ? 'name' group by 1`,
  });
  const found = new Map(rows.map(({ name, n }) => [name, n]));
  return [...starts].flatMap(([name, confirmed]) => {
    const n = found.get(name) ?? 0;
    return n === 1 || (n === 0 && !confirmed) ? [] : [`the start ${name} made ${n} executions`];
  });
}

const questions: readonly { readonly fault: string; readonly text: string }[] = [
  {
    fault: "executions that have not ended",
    text: "select id::text as what from belfry.executions where state is null",
  },
  {
    fault: "ended executions that are still in the queue",
    text: `select q.id::text as what from belfry.execution_queue q
    join belfry.executions e on e.id = q.id where e.state is not null`,
  },
  {
    fault: "executions without a place in the queue",
    text: `select e.id::text as what from belfry.executions e
    where e.state is null and not exists (select from belfry.execution_queue q where q.id = e.id)`,
  },
  {
    fault: "actions that finished twice",
    text: `select execution_id || '/' || action as what from belfry.action_runs
    where state = 'success' group by execution_id, action having count(*) > 1`,
  },
  {
    fault: "parents without each child once",
    text: `select p.id::text as what from belfry.executions p
    join belfry.rules r on r.id = p.rule_id left join belfry.executions c on c.parent_id = p.id
    where r.slug = 'by-hand' and p.parent_id is null and p.state in ('success', 'failed') group by p.id
    having count(c.id) <> 3 or count(distinct c.item_index) <> 3`,
  },
];

async function executionFaults(store: Store): Promise<string[]> {
  const faults: string[] = [];
  for (const [n, { fault, text }] of questions.entries()) {
    const { rows } = await store.query<{ what: string }>({ name: `chaos-question-${n}`, text });
    if (rows.length > 0) faults.push(`${fault}: ${rows.map(({ what }) => what).join(", ")}`);
  }
  return faults;
}
