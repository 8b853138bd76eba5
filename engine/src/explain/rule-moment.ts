import type { Rule } from "@belfry/model";
import type { FateRow } from "../sql/explain/select-fates-at.ts";
import type { PlannedRow } from "../sql/explain/select-planned-at.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import type { TriggerRow } from "../sql/triggers/select-triggers.ts";
import type { Moment } from "./moment.ts";

/** What is known of a rule around a moment, read once. */
export interface RuleMoment {
  readonly rule: RuleRow;
  /** As it was in force then; of the future as it is now. */
  readonly definition: Rule;
  readonly version: number;
  readonly moment: Moment;
  readonly now: Date;
  readonly fates: readonly FateRow[];
  readonly planned: readonly PlannedRow[];
}

/** A trigger as an explanation looks at it; one that has never been in force has no id. */
export type LookedAt = Omit<TriggerRow, "id" | "activeFrom"> & {
  readonly id: number | undefined;
  readonly activeFrom: Date | undefined;
};
