import type { AlertKind } from "@belfry/model";

/**
 * That something happened which is worth an alert, or is over. It is written in the transaction in which it happened, so
 * it is told if and only if it did.
 */
export interface AlertSignal {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly ruleId?: number;
  /** @default false: it begins */
  readonly over?: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
}
