import type { Writer } from "./writer.ts";

/** A rule, its executions, how one of them failed, and what that led to. */
export async function fillRuns({ api, call, query }: Writer): Promise<void> {
  await api.test.rule({
    rule: "nightly-report",
    name: "Nightly report",
    labels: { team: "students" },
    triggers: [{ cron: "0 6 * * *", timezone: "Asia/Shanghai" }],
    actions: [{ id: "night", use: "noop", with: { value: "${{ now }}" } }],
  });
  await call("POST", "/v1/rules/nightly-report/trigger", {});
  await call("POST", "/v1/rules/nightly-report/trigger", {});
  const failure = {
    class: "external",
    code: "TIMEOUT",
    message: "No answer within 30 s.",
    action: "night",
    retryable: true,
  };
  await query("update belfry.executions set state = 'failed', finished_at = belfry.now(), failure = $1 where id = 2", [
    JSON.stringify(failure),
  ]);
  await query("delete from belfry.execution_queue where id = 2");
  // One is retried by an example, the other still stands in the list when many are.
  await query(
    `insert into belfry.executions (rule_id, rule_version, trigger, state, failure, created_at, started_at, finished_at)
     select rule_id, rule_version, trigger, state, failure, created_at, created_at, finished_at from belfry.executions where id = 2`,
  );
  await query(
    `insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
     select id, rule_id, finished_at, belfry.failure_group(rule_id, failure) from belfry.executions where state = 'failed'`,
  );
  await query(
    `insert into belfry.failure_jobs (work, filter, start_from, version, note, asked_by, created_at, next_at, total, done)
     values ('redrive', '{"rule": "nightly-report"}', 'failed', 'same', 'The gate answers again.', '{"name": "admin"}',
       belfry.now(), belfry.now(), 400, 300)`,
  );
  await query(
    `insert into belfry.alert_episodes (kind, subject, rule_id, since, facts, seen_at)
     values ('rule.failing', 'nightly-report', 1, belfry.now(),
       '{"failed": 2, "succeeded": 0, "rate": 1, "last": {"id": 3, "code": "TIMEOUT", "message": "No answer within 30 s."}}', belfry.now())`,
  );
  await query(
    `insert into belfry.execution_logs (execution_id, level, message, fields, logged_at, created_on)
     values (2, 'warn', 'The gate did not answer.', '{"building": 3}', belfry.now(), (belfry.now() at time zone 'UTC')::date)`,
  );
  await query(
    `insert into belfry.action_runs (created_on, execution_id, action, attempt, use, state, failure, took_ms, finished_at)
     values ((belfry.now() at time zone 'UTC')::date, 2, 'night', 1, 'noop', 'failed', $1, 30000, belfry.now())`,
    [JSON.stringify(failure)],
  );
}
