import { AppError, inReadingOrder, ruleChanges, type Rule, type RuleChange } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { selectVersion } from "../sql/rules/select-version.ts";
import { selectVersions, type VersionRow } from "../sql/rules/select-versions.ts";

/** A version of a rule: it never changes. */
export interface RuleVersion extends VersionRow {
  /** Whether it is the one that new executions use. */
  readonly current: boolean;
}

export interface RuleVersionDetail extends RuleVersion {
  readonly definition: Rule;
}

export interface RuleDifference {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly RuleChange[];
}

/** The versions of a rule, the newest first. @throws AppError RULE_NOT_FOUND */
export async function listVersions(
  db: Queryable,
  slug: string,
  page: { readonly before?: number; readonly limit: number },
): Promise<RuleVersion[]> {
  const rule = await existing(db, slug);
  const rows = await selectVersions(db, rule.id, { before: page.before ?? null, limit: page.limit });
  return rows.map((row) => ({ ...row, current: row.version === rule.version }));
}

/** @throws AppError RULE_NOT_FOUND, RULE_VERSION_NOT_FOUND */
export async function getVersion(db: Queryable, slug: string, version: number): Promise<RuleVersionDetail> {
  return versionOf(db, await existing(db, slug), version);
}

/**
 * What changed between two versions of a rule.
 * @param from the earlier one; version 0 is an empty rule @default the one before
 * @throws AppError RULE_NOT_FOUND, RULE_VERSION_NOT_FOUND
 */
export async function diffVersions(
  db: Queryable,
  slug: string,
  to: number,
  from: number = to - 1,
): Promise<RuleDifference> {
  const rule = await existing(db, slug);
  const after = await versionOf(db, rule, to);
  const before = from === 0 ? {} : (await versionOf(db, rule, from)).definition;
  return { from, to, changes: ruleChanges(before, after.definition) };
}

async function versionOf(db: Queryable, rule: RuleRow, version: number): Promise<RuleVersionDetail> {
  const row = await selectVersion(db, rule.id, version);
  if (row === undefined) {
    const reason = `"${rule.slug}" has the versions 1 to ${rule.version}, and no ${version}.`;
    throw new AppError("RULE_VERSION_NOT_FOUND", { rule: rule.slug, version, reason });
  }
  return { ...row, definition: inReadingOrder(row.definition), current: row.version === rule.version };
}

async function existing(db: Queryable, slug: string): Promise<RuleRow> {
  const rule = await selectRule(db, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  return rule;
}
