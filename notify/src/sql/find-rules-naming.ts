import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** A rule that may send to somebody. */
export interface RuleNaming {
  readonly rule: string;
  readonly name: string;
  readonly status: string;
  /** Whether the address stands in the rule itself. */
  readonly names: boolean;
  /** When it last sent to the address; empty when it never did, or that is not kept any more. */
  readonly lastSentAt: Date | null;
}

/**
 * The rules in whose definition an address stands, and those that have sent to it before. Who else a rule sends to is
 * decided when it runs and is not known here.
 */
export async function findRulesNaming(
  db: Queryable,
  query: { readonly recipient: string; readonly scope: Scope | null; readonly limit: number },
): Promise<RuleNaming[]> {
  const { rows } = await db.query<RuleNaming>({
    name: "notify-find-rules-naming",
    text: `
      with sent as materialized (
        select m.rule as slug, max(m.created_at) as last
        from belfry.deliveries d join belfry.messages m on m.id = d.message_id
        where lower(d.recipient) = lower($1) and m.rule is not null
        group by m.rule)
      select r.slug as rule, r.name, r.status, strpos(lower(v.definition::text), lower($1)) > 0 as names,
             s.last as "lastSentAt"
      from belfry.rules r
      join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      left join sent s on s.slug = r.slug
      where r.status <> 'archived' and (s.slug is not null or strpos(lower(v.definition::text), lower($1)) > 0)
        and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2))
      order by s.last desc nulls last, r.slug
      limit $3`,
    values: [query.recipient, query.scope, query.limit],
  });
  return rows;
}
