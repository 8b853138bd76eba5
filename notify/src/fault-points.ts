/**
 * The places where a crash matters, in the order in which one send passes them. Tests end the process there; production
 * passes nothing.
 */
export const notifyFaultPoints = ["before-intent", "after-intent", "after-send", "after-outcome"] as const;
export type NotifyFaultPoint = (typeof notifyFaultPoints)[number];

export interface NotifyFaults {
  at(point: NotifyFaultPoint): Promise<void> | void;
}

export const noFaults: NotifyFaults = { at: () => undefined };
