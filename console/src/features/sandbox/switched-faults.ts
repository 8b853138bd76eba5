import type { Fault } from "./provider-queries.ts";

/** How a switch is set before it is turned on. */
export interface FaultDraft {
  /** Null: all messages. */
  readonly times: number | null;
  /** Of `slow`. Null: when the switch is turned off. */
  readonly delaySeconds: number | null;
}

/** The switches with one more at the end: the first that is on hits the next message. */
export function withFault(on: readonly Fault[], kind: Fault["kind"], { times, delaySeconds }: FaultDraft): Fault[] {
  const isLate = kind === "slow" && delaySeconds !== null;
  return [
    ...withoutFault(on, kind),
    { kind, ...(times !== null && { times }), ...(isLate && { delayMs: Math.round(delaySeconds * 1_000) }) },
  ];
}

export function withoutFault(on: readonly Fault[], kind: Fault["kind"]): Fault[] {
  return on.filter((fault) => fault.kind !== kind);
}
