import type { AlertKind, Scope, SlotFate } from "@belfry/model";

/** A time in which something was wrong. */
export interface AlertView {
  readonly id: number;
  readonly kind: AlertKind;
  /** The name of a rule, a node, a connection, or `queue`. */
  readonly subject: string;
  readonly rule: string | null;
  /** What people call that rule. */
  readonly ruleName: string | null;
  readonly since: Date;
  /** Null while it lasts. */
  readonly until: Date | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly endFacts: Readonly<Record<string, unknown>> | null;
  /** The rules that the event of its beginning came to. */
  readonly told: readonly { readonly rule: string; readonly fate: SlotFate; readonly executionId: number | null }[];
}

export interface AlertFilter {
  readonly open?: boolean;
  readonly kind?: AlertKind;
  readonly rule?: string;
  readonly scope?: Scope | null;
  readonly before?: number;
  /** @default 50, at most 500 */
  readonly limit?: number;
}
