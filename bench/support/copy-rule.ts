import type { Store } from "@belfry/store";

/** Copies an enabled rule with its triggers and plans, in four statements however many copies. */
export async function copyRule(store: Store, slug: string, copies: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query({
      name: "bench-copy-rules",
      text: `insert into belfry.rules (slug, name, status, version, labels, created_at, updated_at)
        select r.slug || '-' || n, r.name, r.status, r.version, r.labels, r.created_at, r.updated_at
        from belfry.rules r, generate_series(1, $2::int) n where r.slug = $1`,
      values: [slug, copies],
    });
    await tx.query({
      name: "bench-copy-versions",
      text: `insert into belfry.rule_versions (rule_id, version, definition, author, created_at, note)
        select c.id, v.version, jsonb_set(v.definition, '{rule}', to_jsonb(c.slug)), v.author, v.created_at, v.note
        from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id
        join belfry.rules c on c.slug like r.slug || '-%' where r.slug = $1`,
      values: [slug],
    });
    await tx.query({
      name: "bench-copy-triggers",
      text: `insert into belfry.triggers (rule_id, key, kind, config, active_from, spread_ms)
        select c.id, t.key, t.kind, t.config, t.active_from, t.spread_ms
        from belfry.rules r join belfry.triggers t on t.rule_id = r.id
        join belfry.rules c on c.slug like r.slug || '-%' where r.slug = $1`,
      values: [slug],
    });
    await tx.query({
      name: "bench-copy-plans",
      text: `insert into belfry.trigger_plans (trigger_id, rule_id, rule_version, planned_until, lookahead_ms, extend_at)
        select ct.id, c.id, p.rule_version, ct.active_from, p.lookahead_ms, ct.active_from
        from belfry.rules r join belfry.trigger_plans p on p.rule_id = r.id
        join belfry.rules c on c.slug like r.slug || '-%' join belfry.triggers ct on ct.rule_id = c.id where r.slug = $1`,
      values: [slug],
    });
  });
  for (const table of ["rules", "rule_versions", "triggers", "trigger_plans"])
    await store.query({ name: `bench-analyze-${table}`, text: `analyze belfry.${table}` });
}
