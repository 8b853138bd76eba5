/**
 * The places where a crash matters, in the order in which one send passes them. Tests end the process there; production
 * passes nothing.
 */
export const notifyFaultPoints = ["before-intent", "after-intent", "after-send", "after-outcome"] as const;
export type NotifyFaultPoint = (typeof notifyFaultPoints)[number];

/** The same for finding out what became of an unknown delivery. */
export const questionFaultPoints = ["after-question-claimed", "after-question", "after-sent-again"] as const;
export type QuestionFaultPoint = (typeof questionFaultPoints)[number];

export interface NotifyFaults {
  at(point: NotifyFaultPoint | QuestionFaultPoint): Promise<void> | void;
}

export const noFaults: NotifyFaults = { at: () => undefined };
