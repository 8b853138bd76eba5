import type { Problem, Rule } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import type { CalendarUse } from "../calendars/calendar-use.ts";
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
  /** Null: in none. */
  readonly folder: string | null;
  /** The name of the files it is kept in; null: in none. */
  readonly source: string | null;
  /** With its keys in the order in which people write them. */
  readonly definition: Rule;
  /** What its triggers mean, as sentences. */
  readonly schedule: readonly LocalizedText[];
  /** The next planned fire time of an enabled rule. */
  readonly nextFireAt: Date | null;
  /** The calendars that its triggers ask. */
  readonly calendars: readonly CalendarUse[];
  /** What will keep it from firing unless somebody does something: a calendar that ends soon or is not there. */
  readonly warnings: readonly Problem[];
  readonly author: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
