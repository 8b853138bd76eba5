/**
 * A step that a second person releases before it runs. What is released is this step with this input: when a variable has
 * changed meanwhile and the input is another one, it is asked again. While it is asked the execution waits like for any
 * signal: nobody holds it, and a restart finds the request where it was.
 */
import { createHash } from "node:crypto";
import { refusalText, systemActor, type ApprovalVerdict, type Failure } from "@belfry/model";
import type { CompiledAction } from "../run/compiled-step.ts";
import type { ExecutionFrame } from "../run/execution-frame.ts";
import { selectRequesters } from "../sql/executions/select-requesters.ts";
import { storableJson } from "../values/storable.ts";

export type StepRelease =
  | { readonly kind: "released" }
  | { readonly kind: "waiting"; readonly until: undefined }
  | { readonly kind: "failed"; readonly failure: Failure };

export async function askForStep(
  frame: ExecutionFrame,
  step: CompiledAction,
  { input: prepared, iteration }: { readonly input: unknown; readonly iteration: string },
): Promise<StepRelease> {
  const { deps, claimed } = frame;
  const { secondPerson } = deps;
  if (secondPerson === undefined) return refused(step, "APPROVAL_REQUIRED", "Nobody can be asked here.");
  // Secrets stand in it as references; the masker knows those that an action before has read.
  const input = storableJson(frame.masker.json(prepared));
  const digest = createHash("sha256").update(JSON.stringify(input)).digest("hex").slice(0, 32);
  const subject = ["step", claimed.id, step.id, iteration, claimed.redrive, digest].join("/");
  const known = await secondPerson.verdict(deps.store, subject);
  if (known !== undefined) return releaseOf(step, known);
  const asked = await deps.store.transaction(async (tx) => {
    const { labels, requestedBy } = await selectRequesters(tx, claimed.id);
    return secondPerson.ask(tx, {
      kind: "step",
      subject,
      rule: frame.rule.slug,
      labels,
      executionId: claimed.id,
      reason: `The action ${step.id} is released by a second person before it runs.`,
      requestedBy,
      by: systemActor,
      sample: { action: step.id, use: step.definition.id, iteration, input },
    });
  });
  return releaseOf(step, asked);
}

function releaseOf(step: CompiledAction, verdict: ApprovalVerdict): StepRelease {
  switch (verdict.state) {
    case "approved":
      return { kind: "released" };
    case "pending":
      return { kind: "waiting", until: undefined };
    case "expired":
      return refused(step, "APPROVAL_EXPIRED", refusalText(verdict));
    case "rejected":
    case "withdrawn":
      return refused(step, "APPROVAL_REJECTED", refusalText(verdict));
  }
}

function refused(step: CompiledAction, code: string, message: string): StepRelease {
  return { kind: "failed", failure: { class: "runtime", code, message, action: step.id, retryable: false } };
}
