import type { Rule } from "@belfry/model";

export type RuleStatus = "enabled" | "disabled" | "archived";

export interface RuleRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly status: RuleStatus;
  readonly version: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Empty: in none. */
  readonly folder: string;
  /** The name of the files it is kept in; null: in none. */
  readonly source: string | null;
  readonly definition: Rule;
  readonly author: string;
  /** Grows with every change of any rule. */
  readonly change: number;
  /** Since when it may send to the outside; empty: it never did. */
  readonly sendsSince: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const ruleColumns = `r.id, r.slug, r.name, r.status, r.version, r.labels, v.folder, r.source, v.definition, v.author, r.change,
        r.sends_since as "sendsSince", r.created_at as "createdAt",
        r.updated_at as "updatedAt"`;
