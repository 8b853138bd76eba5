import type { Rule } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";

export type RuleStatus = "enabled" | "disabled" | "archived";

export interface RuleRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly status: RuleStatus;
  readonly version: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly definition: Rule;
  readonly author: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = `r.id, r.slug, r.name, r.status, r.version, r.labels, v.definition, v.author, r.created_at as "createdAt",
        r.updated_at as "updatedAt"`;

/** One rule with its newest version. */
export async function selectRule(db: Queryable, slug: string): Promise<RuleRow | undefined> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rule",
    text: `select ${columns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.slug = $1`,
    values: [slug],
  });
  return rows[0];
}

/** One rule with its newest version, locked until the transaction ends. */
export async function lockRule(tx: Tx, slug: string): Promise<RuleRow | undefined> {
  const { rows } = await tx.query<RuleRow>({
    name: "lock-rule",
    text: `select ${columns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.slug = $1 for no key update of r`,
    values: [slug],
  });
  return rows[0];
}

/** All rules by name, without the archived ones unless asked. */
export async function selectRules(db: Queryable, options: { readonly archived: boolean }): Promise<RuleRow[]> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rules",
    text: `select ${columns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status <> 'archived' or $1 order by r.slug`,
    values: [options.archived],
  });
  return rows;
}

/** The definitions of versions that a node has not compiled yet. */
export async function selectRuleVersion(db: Queryable, ruleId: number, version: number): Promise<RuleRow | undefined> {
  const { rows } = await db.query<RuleRow>({
    name: "select-rule-version",
    text: `select ${columns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id
      where r.id = $1 and v.version = $2`,
    values: [ruleId, version],
  });
  return rows[0];
}

export async function insertRule(tx: Tx, rule: Rule): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-rule",
    text: `insert into belfry.rules (slug, name, version, labels, created_at, updated_at)
      values ($1, $2, 0, $3, belfry.now(), belfry.now()) on conflict (slug) do nothing returning id`,
    values: [rule.rule, rule.name, JSON.stringify(rule.labels ?? {})],
  });
  return rows[0]?.id ?? 0;
}

/** Writes the next version and makes it the newest. Returns its number. */
export async function insertRuleVersion(tx: Tx, ruleId: number, rule: Rule, author: string): Promise<number> {
  const { rows } = await tx.query<{ version: number }>({
    name: "insert-rule-version",
    text: `
      with r as (
        update belfry.rules set version = version + 1, name = $2, labels = $3, updated_at = belfry.now(),
          change = nextval('belfry.rule_changes')
        where id = $1 returning id, version
      )
      insert into belfry.rule_versions (rule_id, version, definition, author, created_at)
      select id, version, $4, $5, belfry.now() from r returning version`,
    values: [ruleId, rule.name, JSON.stringify(rule.labels ?? {}), JSON.stringify(rule), author],
  });
  const version = rows[0]?.version;
  if (version === undefined) throw new Error(`The rule ${rule.rule} vanished while it was saved.`);
  return version;
}

export async function updateRuleStatus(tx: Tx, ruleId: number, status: RuleStatus): Promise<void> {
  await tx.query({
    name: "update-rule-status",
    text: `update belfry.rules set status = $2, updated_at = belfry.now(), change = nextval('belfry.rule_changes') where id = $1`,
    values: [ruleId, status],
  });
}
