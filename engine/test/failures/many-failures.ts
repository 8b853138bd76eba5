import type { TestEngine } from "@belfry/testkit";

/**
 * Writes executions of a rule as they look when they have failed at their first action. Their messages differ in what no
 * two executions share, unless they are told what to say.
 */
export async function failMany(
  t: TestEngine,
  rule: string,
  n: number,
  { message = "Order 4711 was refused.", code = "HTTP_STATUS" }: { message?: string; code?: string } = {},
): Promise<void> {
  await t.database.store.query({
    name: "fail-many",
    text: `
      with e as (
        insert into belfry.executions (rule_id, rule_version, trigger, inputs, state, failure, created_at, started_at, finished_at)
        select r.id, r.version, '{"kind":"manual","by":"test"}', '{}', 'failed',
          jsonb_build_object('class', 'external', 'code', $4::text, 'action', 'send', 'retryable', true,
            'message', replace($3, '4711', (4711 + i)::text)),
          belfry.now(), belfry.now(), belfry.now()
        from belfry.rules r, generate_series(1, $2::int) i where r.slug = $1
        returning id, rule_id, failure)
      insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
      select id, rule_id, belfry.now(), belfry.failure_group(rule_id, failure) from e`,
    values: [rule, n, message, code],
  });
}
