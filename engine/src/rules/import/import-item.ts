import type { Actor, ApprovalVerdict, ErrorCode, Problem, RuleChange, Scope } from "@belfry/model";
import type { RuleStatus } from "../../sql/rules/rule-row.ts";

/** Rules, and what they need of the installation besides secrets. */
export interface RuleBundle {
  readonly rules: readonly unknown[];
  readonly calendars: readonly unknown[];
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ImportOptions {
  readonly by: Actor;
  readonly scope: Scope | null;
  /** What the author may do besides saving rules. */
  readonly may: { readonly weakenDemands: boolean; readonly calendars: boolean; readonly variables: boolean };
  /** Finds out what would happen, and changes nothing. */
  readonly dryRun: boolean;
  /** @default nothing */
  readonly note?: string;
  /** The name of the files that the rules are kept in: they belong to it from now on. @default they stay where they are kept */
  readonly source?: string;
  /** Takes rules over that are kept in files of another name. @default false */
  readonly takeOver?: boolean;
  /** Archives the rules of this source that are not in the bundle. @default false */
  readonly prune?: boolean;
  /** Enables the rules. @default a new one is disabled, the others stay as they are */
  readonly enable?: boolean;
  /** What rules must be before, by their names: a revision, or null for one that is not there yet. @default anything */
  readonly expected?: Readonly<Record<string, string | null>>;
}

/** What becomes of one part of a bundle. */
export interface ImportItem {
  readonly kind: "rule" | "calendar" | "variable";
  readonly name: string;
  /** Its place in the bundle; null for a rule that is put away because it is not in it. */
  readonly place: number | null;
  readonly outcome: "created" | "changed" | "unchanged" | "archived" | "refused";
  /** Why it is refused; null when it is not. */
  readonly code: ErrorCode | null;
  readonly problems: readonly Problem[];
  /** What keeps the rule from being enabled. */
  readonly warnings: readonly Problem[];
  /** What was there before, and what is there then; null for nothing. */
  readonly before: unknown;
  readonly after: unknown;
  readonly changes: readonly RuleChange[];
  /** Of a rule: its status before and after all. One that is only enabled is unchanged all the same. */
  readonly statusBefore: RuleStatus | null;
  readonly status: RuleStatus | null;
  readonly version: number | null;
  /** Of a rule, before. */
  readonly revision: string | null;
  /** The request that waits for a second person before the rule is enabled or archived. */
  readonly approval: ApprovalVerdict | null;
}

export interface ImportResult {
  /** Whether it was done; not for a trial. */
  readonly applied: boolean;
  readonly items: readonly ImportItem[];
  /** The secrets that the rules name and that are not stored. */
  readonly missingSecrets: readonly string[];
}

/** An item about which nothing is known yet but what it is. */
export function newItem(
  known: Pick<ImportItem, "kind" | "name" | "place" | "outcome"> & Partial<ImportItem>,
): ImportItem {
  return {
    code: null,
    problems: [],
    warnings: [],
    before: null,
    after: null,
    changes: [],
    statusBefore: null,
    status: null,
    version: null,
    revision: null,
    approval: null,
    ...known,
  };
}
