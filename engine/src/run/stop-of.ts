import type { ExecutionFrame } from "./execution-frame.ts";
import { StopReason, stopReasonOf } from "./stop-reason.ts";

/**
 * Why an execution begins nothing any more: it was told to stop, or its node hands over what it runs. What it has begun
 * goes on in the second case, and ends here.
 */
export function stopOf(frame: Pick<ExecutionFrame, "deps" | "signal">): StopReason | undefined {
  const told = stopReasonOf(frame.signal);
  if (told !== undefined || frame.deps.isHandingOver?.() !== true) return told;
  return new StopReason("stopping", "The node hands over what it runs.");
}
