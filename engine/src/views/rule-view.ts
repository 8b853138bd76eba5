import type { Rule } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import type { RuleStatus } from "../sql/rules/rule-row.ts";

/** A rule as people see it. */
export interface RuleView {
  readonly rule: string;
  readonly name: string;
  readonly status: RuleStatus;
  readonly version: number;
  /** Which state this is: another one after every save and every change of the status. */
  readonly revision: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly definition: Rule;
  /** What its triggers mean, as sentences. */
  readonly schedule: readonly LocalizedText[];
  /** The next planned fire time of an enabled rule. */
  readonly nextFireAt: Date | null;
  readonly author: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
