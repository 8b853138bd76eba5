import type { ExecutionSummary, GateView, WaitingFor } from "../../views/execution-view.ts";
import { gateCapacity } from "../gates/gate-capacity.ts";
import { isLabelGate, labelOf } from "../gates/gate.ts";

/** In a list of fifty each may have a hundred thousand before it. */
const MOST_AHEAD = 1_000;

const time = (value: string) => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const finite = (value: string) => `case when ${value} < 'infinity' then ${time(value)} end`;

/** Parked executions name their connection; one that waits for a rate limit has a turn there, or was started with one. */
const waitingFor = `case
          when q.state = 'pending' and q.run_at = 'infinity' then (
            select jsonb_build_object('kind', 'gate', 'gate', jsonb_build_object('name', w.gate, 'key', e.gate_key::jsonb,
              'limit', ${gateCapacity("w.gate")}, 'ahead', (
                select count(*) from (
                  select from belfry.gate_places o
                  where o.gate = w.gate and o.state = 'waits' and (o.turn_at, o.execution_id) < (w.turn_at, w.execution_id)
                  limit ${MOST_AHEAD}) o)))
            from belfry.gate_places w where w.execution_id = q.id and w.state = 'waits')
          when q.state = 'waiting' and q.connection is not null and q.pass is null then jsonb_build_object('kind', 'connection',
            'action', q.action, 'until', ${finite("q.run_at")}, 'connection', q.connection, 'since', ${time("q.parked_at")},
            'probeAt', (select ${finite("b.probe_at")} from belfry.breakers b where b.connection = q.connection and b.state = 'open'))
          when q.state in ('retrying', 'waiting') then jsonb_build_object('kind', case when q.state = 'waiting' and exists (
            select from belfry.rate_turns t where t.execution_id = q.id and t.turn_at = q.run_at) then 'rate' else 'step' end,
            'action', q.action, 'until', ${finite("q.run_at")})
          when q.state = 'pending' and q.not_before = q.run_at and q.run_at > (select belfry.now()) then jsonb_build_object('kind', 'rate',
            'until', ${time("q.run_at")}) end`;

export const summaryColumns = `e.id, r.slug as rule, r.name as "ruleName", e.rule_version as "ruleVersion", coalesce(e.state, q.state, 'pending') as state,
        e.parent_id as "parentId", e.item_index as "itemIndex", e.trigger, e.failure, e.redrive, e.created_at as "createdAt",
        coalesce(e.started_at, q.started_at) as "startedAt", e.finished_at as "finishedAt",
        ${waitingFor} as "waitingFor"`;

export const summaryFrom = `from belfry.executions e join belfry.rules r on r.id = e.rule_id left join belfry.execution_queue q on q.id = e.id`;

export type SummaryRow = Omit<ExecutionSummary, "waitingFor"> & {
  waitingFor:
    | (Pick<WaitingFor, "kind"> & { readonly [field in Exclude<keyof WaitingFor, "gate">]?: string | null } & {
        readonly gate?: GateRow;
      })
    | null;
};

interface GateRow {
  readonly name: string;
  readonly key: unknown;
  readonly limit: number | null;
  readonly ahead: number;
}

export function toSummary(row: SummaryRow): ExecutionSummary {
  if (row.waitingFor === null) return { ...row, waitingFor: null };
  const { kind, action, connection, until, since, probeAt, gate } = row.waitingFor;
  const waits = {
    kind,
    action: action ?? null,
    connection: connection ?? null,
    gate: gate === undefined ? null : gateView(row.rule, gate),
  };
  return { ...row, waitingFor: { ...waits, until: dateOf(until), since: dateOf(since), probeAt: dateOf(probeAt) } };
}

function gateView(rule: string, { name, key, limit, ahead }: GateRow): GateView {
  if (isLabelGate(name)) return { kind: "label", label: labelOf(name), rule: null, key: null, limit, ahead };
  return { kind: key === null ? "rule" : "key", label: null, rule, key, limit, ahead };
}

function dateOf(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(text);
}
