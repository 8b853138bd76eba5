import type { CalendarLookup } from "@belfry/model";

/** The names that expressions and templates of a rule can use. */
export interface Scope {
  /** When the execution was created; for a condition, when it is decided. */
  readonly now: Date;
  /** The zone in which dates are read and written unless an expression names one: the setting of the installation. */
  readonly timezone: string;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** The event that started it; of several that were gathered the last one. */
  readonly event?: unknown;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly vars: Readonly<Record<string, unknown>>;
  /** The tables of records that the rule names, by its names for them and by key. */
  readonly lookups?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What the functions of working days ask; no name of an expression. */
  readonly calendars?: ReadonlyMap<string, CalendarLookup>;
  /** The item of a `forEach` child. */
  readonly item?: unknown;
  readonly execution?: { readonly id: number; readonly rule: string };
  /** The outputs of finished actions by their ids. */
  readonly actions?: Readonly<Record<string, unknown>>;
  /** The item and its place inside an action with `forEach`. */
  readonly each?: unknown;
  readonly index?: number;
  /** Why the execution failed; in the steps of `onFailure`. */
  readonly failure?: unknown;
}
