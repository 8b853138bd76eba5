import type { NewAlert } from "../sql/alerts/insert-alerts.ts";
import type { OpenAlert } from "../sql/alerts/select-open-alerts.ts";

/** Something that is wrong now. */
export type Seen = NewAlert;

/** What one way of looking came to. */
export interface Measured {
  readonly seen: readonly Seen[];
  /** Of an alert that is open and was not seen: what shows that it is over; nothing when nobody knows. */
  readonly over: (alert: OpenAlert) => Readonly<Record<string, unknown>> | undefined;
}
