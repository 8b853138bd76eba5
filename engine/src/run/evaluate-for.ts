import type { Failure } from "@belfry/model";
import { storableJson } from "../values/storable.ts";
import type { CompiledStep } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { failureOf } from "./failure-of.ts";
import { outputRefusal } from "./output-refusal.ts";

export type Evaluated =
  | { readonly value: unknown; readonly failure?: undefined }
  | { readonly failure: Failure; readonly value?: undefined };

/** Evaluates what a step says itself. What goes wrong is the fault of the rule, not of this attempt. */
export function evaluateFor(frame: ExecutionFrame, step: CompiledStep, work: () => unknown): Evaluated {
  try {
    return { value: work() };
  } catch (error) {
    return { failure: storableJson(frame.masker.json(failureOf(error, step.id).failure)) };
  }
}

/** The same for a value that is kept: as it will be read after a crash. */
export function evaluateKept(frame: ExecutionFrame, step: CompiledStep, work: () => unknown): Evaluated {
  const evaluated = evaluateFor(frame, step, work);
  return evaluated.failure === undefined ? keptValue(frame, step, evaluated.value) : evaluated;
}

/** A value as a checkpoint keeps it: a date is a text from here on, and what JSON does not know is gone. */
export function keptValue(frame: ExecutionFrame, step: CompiledStep, value: unknown): Evaluated {
  const json = JSON.stringify(value === undefined ? null : value);
  const failure = outputRefusal(json, step.id);
  if (failure !== undefined) return { failure };
  return { value: frame.masker.json(JSON.parse(json) as unknown) };
}
