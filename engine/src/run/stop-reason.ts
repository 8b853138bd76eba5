/** Why running work is aborted before its end. It is the `reason` of the abort signal. */
export type StopKind = "cancelled" | "stopping" | "attempt-timeout" | "execution-timeout" | "lease-lost";

export class StopReason extends Error {
  override readonly name = "StopReason";
  readonly kind: StopKind;

  constructor(kind: StopKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function cancelledText(by: string): string {
  return `Cancelled by ${by}.`;
}

/** The reason of an abort, when it is one of ours. */
export function stopReasonOf(signal: AbortSignal): StopReason | undefined {
  return signal.aborted && signal.reason instanceof StopReason ? signal.reason : undefined;
}
