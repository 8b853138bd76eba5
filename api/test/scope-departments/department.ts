import { definition } from "../scope-fixture.ts";
import type { TestApi } from "../start-test-api.ts";
import { campaignOf, contractRow, deadlineOf, gridOf } from "./definitions.ts";

export interface Department {
  readonly rule: string;
  readonly executionId: number;
  readonly messageId: number;
  readonly artifactId: string;
  readonly approvalId: number;
  readonly eventId: number;
  /** Of the rule. */
  readonly version: number;
  readonly group: string;
  readonly jobId: number;
  readonly template: string;
  readonly grid: string;
  readonly backfillId: number;
  readonly cell: string;
  readonly campaign: string;
  readonly contract: string;
  readonly correctionId: number;
  readonly runId: number;
  readonly revision: string;
  readonly month: string;
}

export async function insert<Id>(api: TestApi, table: string, row: string): Promise<Id> {
  const { rows } = await api.test.database.store.pool.query<{ id: Id }>(
    `insert into belfry.${table} values ${row} returning id`,
  );
  return rows[0]!.id;
}

/** Fills a department: one of everything that a route can name. */
export async function createDepartment(api: TestApi, rule: string, team: string): Promise<Department> {
  await api.call("PUT", `/v1/rules/${rule}`, definition(rule, team));
  await api.call("PUT", `/v1/templates/${rule}`, {
    name: rule,
    labels: { team },
    variants: [{ channel: "*", text: "x" }],
  });
  const campaign = rule.toUpperCase();
  const incentives = `/v1/incentives/campaigns/${campaign}`;
  await api.call("PUT", incentives, { definition: campaignOf(campaign), labels: { team } });
  const { run: runId } = (await api.call("POST", `${incentives}/runs`, { source: "x", rows: [contractRow("c-1")] }))
    .body as { run: number };
  const changed = { ...contractRow("c-1"), adjustRefundMoney: 1 };
  await api.call("POST", `${incentives}/runs`, { source: "x", rows: [changed] });
  const { items: corrections } = (await api.call("GET", `${incentives}/corrections`)).body as {
    items: { id: number }[];
  };
  await api.call("PUT", `/v1/grids/${rule}`, gridOf(rule, team));
  await api.call("POST", `/v1/grids/${rule}/members`, { members: [{ member: { shop: "one" } }] });
  await api.test.database.store.pool.query(deadlineOf(rule));
  const backfillId = await insert<number>(
    api,
    "grid_backfills (grid_id, mode, from_on, until_on, request, notify, created_at, created_by)",
    `((select id from belfry.grids where slug = '${rule}'), 'missing', '2025-08-01', '2025-08-02', '{}', false, belfry.now(), 'x')`,
  );
  await api.call("POST", `/v1/grids/${rule}/generate`, {});
  const { items: cells } = (await api.call("GET", `/v1/grids/${rule}/cells`)).body as { items: { cell: string }[] };
  const { executionId } = (await api.call("POST", `/v1/rules/${rule}/trigger`, {})).body as { executionId: number };
  const messageId = await insert<number>(
    api,
    "messages (idempotency_key, channel, execution_id, content, created_at)",
    `('${rule}', 'pigeon', ${executionId}, '{"subject":"","text":"","attachments":[]}', belfry.now())`,
  );
  await insert(
    api,
    "deliveries (message_id, field, recipient, state, run_at, updated_at)",
    `(${messageId}, 'to', 'x@x.cn', 'suppressed', belfry.now(), belfry.now())`,
  );
  const artifactId = await insert<string>(
    api,
    "artifacts (id, execution_id, name, media_type, bytes, created_at)",
    `('${rule}', ${executionId}, 'a.txt', 'text/plain', 1, belfry.now())`,
  );
  const eventId = await insert<number>(
    api,
    "events (received_on, received_at, source, event_id, type, attributes, brought_by, depth)",
    `(belfry.now()::date, belfry.now(), '/x', '${rule}', 'x', '{}', 'x', 0)`,
  );
  await api.test.database.store.pool.query(
    `insert into belfry.event_decisions (decided_on, event_id, trigger_id, rule_id, fate, decided_at)
     select belfry.now()::date, $1, 0, id, 'condition-false', belfry.now() from belfry.rules where slug = $2`,
    [eventId, rule],
  );
  await api.test.database.store.pool.query(
    `with t as (
       insert into belfry.triggers (rule_id, key, kind, config, active_from)
       select id, 'feed', 'none', '{}', belfry.now() from belfry.rules where slug = $1 returning id, rule_id)
     insert into belfry.trigger_feeds (trigger_id, rule_id, kind, mode, since, due_at)
     select id, rule_id, 'none', 'poll', belfry.now(), belfry.now() from t`,
    [rule],
  );
  const approvalId = await insert<number>(
    api,
    "approvals (kind, subject, rule, labels, execution_id, reason, requested_by, requested_at, expires_at, sample)",
    `('message', '${rule}', '${rule}', '{"team":"${team}"}', ${executionId}, 'x', '{x}', belfry.now(), belfry.now() + interval '1 day', '{}')`,
  );
  const { rows: failed } = await api.test.database.store.pool.query<{ group: string }>(
    `with e as (
       insert into belfry.executions (rule_id, rule_version, trigger, inputs, state, failure, created_at, finished_at)
       select id, version, '{}', '{}', 'failed', '{"class": "external", "code": "X", "message": "x"}', belfry.now(), belfry.now()
       from belfry.rules where slug = $1 returning id, rule_id, failure), a as (
       insert into belfry.alert_episodes (kind, subject, rule_id, since, facts, seen_at)
       select 'rule.failing', $1, rule_id, belfry.now(), '{}', belfry.now() from e)
     insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
     select id, rule_id, belfry.now(), belfry.failure_group(rule_id, failure) from e returning group_key as "group"`,
    [rule],
  );
  const jobId = await insert<number>(
    api,
    "failure_jobs (work, filter, scope, note, asked_by, created_at, next_at, total)",
    `('dismiss', '{}', '{"labels": {"team": ["${team}"]}, "inputs": {}}', '', '{"name": "x"}', belfry.now(), belfry.now(), 1)`,
  );
  return {
    rule,
    executionId,
    messageId,
    artifactId,
    approvalId,
    eventId,
    version: 1,
    group: failed[0]!.group,
    jobId,
    template: rule,
    grid: rule,
    backfillId,
    cell: cells[0]!.cell,
    campaign,
    contract: "c-1",
    correctionId: corrections[0]!.id,
    runId,
    revision: "1",
    month: "2025-04",
  };
}

/** The path of a route with what a department calls its parts. */
export function addressOf(path: string, { ...ids }: Department): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const id = (ids as Readonly<Record<string, string | number>>)[name];
    if (id === undefined) throw new Error(`No case says what {${name}} is.`);
    return String(id);
  });
}

/** Everything of a department that somebody could change. */
export async function stateOf(api: TestApi, { rule, executionId, messageId }: Department): Promise<unknown> {
  const { rows } = await api.test.database.store.pool.query(
    `select (select to_jsonb(r) from belfry.rules r where slug = $1) as rule,
       (select jsonb_agg(e order by e.id) from belfry.executions e join belfry.rules r on r.id = e.rule_id where r.slug = $1) as executions,
       (select to_jsonb(q) from belfry.execution_queue q where id = $2) as queued,
       (select jsonb_agg(a order by id) from belfry.approvals a where rule = $1) as approvals,
       (select jsonb_agg(d) from belfry.deliveries d where message_id = $3) as deliveries,
       (select to_jsonb(m) from belfry.messages m where id = $3) as message,
       (select jsonb_agg(g order by id) from belfry.grids g where slug = $1) as grids,
       (select jsonb_agg(m order by m.id) from belfry.grid_members m join belfry.grids g on g.id = m.grid_id where g.slug = $1) as members,
       (select count(*)::int from belfry.grid_cells c join belfry.grids g on g.id = c.grid_id where g.slug = $1) as cells,
       (select jsonb_agg(k order by id) from belfry.incentive_campaigns k where key = upper($1)) as campaigns,
       (select jsonb_agg(e order by e.id) from belfry.incentive_entries e join belfry.incentive_campaigns k on k.id = e.campaign_id where k.key = upper($1)) as entries,
       (select jsonb_agg(c.state order by c.id) from belfry.incentive_corrections c join belfry.incentive_campaigns k on k.id = c.campaign_id where k.key = upper($1)) as corrections,
       (select jsonb_agg(b.state order by b.id) from belfry.grid_backfills b join belfry.grids g on g.id = b.grid_id where g.slug = $1) as backfills`,
    [rule, executionId, messageId],
  );
  return rows;
}
