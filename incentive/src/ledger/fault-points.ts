/** The places of a run where a crash matters, in their order. Tests end the process there; production passes nothing. */
export const ledgerFaultPoints = [
  "after-run-began",
  "before-part-committed",
  "after-part-committed",
  "before-run-ended",
] as const;
export type LedgerFaultPoint = (typeof ledgerFaultPoints)[number];

export interface LedgerFaults {
  at(point: LedgerFaultPoint): Promise<void> | void;
}

export const noFaults: LedgerFaults = { at: () => undefined };
