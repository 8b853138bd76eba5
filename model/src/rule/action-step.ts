/**
 * A step of a rule: an action, or something that says which steps run, how often and when. Steps hold lists of steps, so
 * this schema names itself; `stepsOf` walks them.
 */
import { z } from "zod";
import { Condition } from "../condition/condition.ts";
import { ActionForEach } from "./action-for-each.ts";
import { ActionId } from "./action-id.ts";
import { StepApproval } from "./approval-demand.ts";
import { StepRateLimit } from "./rate-limit.ts";
import { RetryConfig } from "./retry-policy.ts";
import { CallStep } from "./steps/call-step.ts";
import { WaitStep } from "./steps/wait-step.ts";

/** One way through a `switch`. */
export interface SwitchCase {
  readonly when: z.core.util.JSONType;
  readonly do: readonly ActionStep[];
}

/** Takes the first way that fits, or `else`. */
export interface SwitchStep {
  readonly on?: string | undefined;
  readonly cases: readonly SwitchCase[];
  readonly else?: readonly ActionStep[] | undefined;
}

/** Branches that run side by side, by their names, or as a list without names. */
export interface ParallelStep {
  readonly branches: Readonly<Record<string, readonly ActionStep[]>> | readonly (readonly ActionStep[])[];
  readonly onFailure?: "stop" | "continue" | undefined;
}

/** One step of a rule. Exactly one of `stepKinds` is set. */
export interface ActionStep {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly use?: string | undefined;
  readonly with?: Readonly<Record<string, z.core.util.JSONType>> | undefined;
  readonly do?: readonly ActionStep[] | undefined;
  readonly switch?: SwitchStep | undefined;
  readonly parallel?: ParallelStep | undefined;
  readonly wait?: WaitStep | undefined;
  readonly call?: CallStep | undefined;
  readonly set?: Readonly<Record<string, z.core.util.JSONType>> | undefined;
  readonly return?: z.core.util.JSONType | undefined;
  readonly if?: Condition | undefined;
  readonly forEach?: string | z.core.util.JSONType[] | ActionForEach | undefined;
  readonly approval?: StepApproval | undefined;
  readonly rateLimit?: StepRateLimit | undefined;
  readonly retry?: RetryConfig | undefined;
  readonly retryFrom?: string | undefined;
  readonly timeout?: string | undefined;
  readonly onError?: "continue" | readonly ActionStep[] | undefined;
  readonly compensate?: readonly ActionStep[] | undefined;
}

/** The keys that say what a step does. */
export const stepKinds = ["use", "do", "switch", "parallel", "wait", "call", "set", "return"] as const;
export type StepKind = (typeof stepKinds)[number];

/** What a step does. A step that was parsed has exactly one kind. */
export function kindOfStep(step: ActionStep): StepKind {
  return stepKinds.find((kind) => step[kind] !== undefined) ?? "use";
}

const steps = (most = 200) => z.array(z.lazy(() => ActionStep)).max(most);
const someSteps = () => steps().min(1);

const SwitchCase = z
  .strictObject({
    when: z
      .json()
      .describe("With `on`: a value, or a list of values, one of which it equals. Without it: a condition that holds."),
    do: someSteps().describe("The steps of this case."),
  })
  .meta({ id: "SwitchCase", description: "One way through a `switch`." });

const SwitchStep = z
  .strictObject({
    on: z.string().min(1).optional().describe("An expression: the value that the cases are compared with."),
    cases: z.array(SwitchCase).min(1).max(50).describe("The first that fits is taken, and no other."),
    else: steps().optional().describe("The steps when no case fits. Default: none."),
  })
  .meta({
    id: "SwitchStep",
    description: "Takes the first case that fits. Which one is kept: a resume takes no other.",
  });

const ParallelStep = z
  .strictObject({
    branches: z
      .union([z.record(ActionId, someSteps()), z.array(someSteps()).min(1).max(50)])
      .refine((branches) => Object.keys(branches).length > 0, "A parallel step needs a branch.")
      .describe("The branches by their names, or as a list."),
    onFailure: z.enum(["stop", "continue"]).optional().meta({
      description:
        "`stop`: when one branch fails, the others begin no further step. `continue`: they go on to their end, and then it fails.",
      default: "stop",
    }),
  })
  .meta({ id: "ParallelStep", description: "Branches that run side by side." });

export const ActionStep: z.ZodType<ActionStep> = z
  .strictObject({
    id: ActionId.optional().describe(
      "The name under which later steps find its output. Default: its place: a1, a2, …; inside of a step a2_1, a2_case1_1, a2_else_1, …",
    ),
    name: z.string().min(1).max(200).optional().describe("The name that people see."),
    use: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "The id of a registered action.", examples: ["http.request", "excel.write", "email.send"] }),
    with: z
      .record(z.string(), z.json())
      .optional()
      .describe(
        "The input of the action. Values that are wholly `${{ … }}` are expressions; text fields are templates.",
      ),
    do: someSteps().optional().describe("A block: steps that belong together. Its output is that of its last step."),
    switch: SwitchStep.optional(),
    parallel: ParallelStep.optional(),
    wait: WaitStep.optional(),
    call: CallStep.optional(),
    set: z
      .record(z.string().min(1).max(63), z.json())
      .refine((values) => Object.keys(values).length > 0, "Name a variable.")
      .optional()
      .describe("Sets variables of this execution: later steps see them as `vars.<name>`."),
    return: z
      .json()
      .optional()
      .describe("Ends the execution as a success, with this value as its output. Steps after it are skipped."),
    if: Condition.optional().describe("A condition; when it is false, the step is skipped."),
    forEach: z
      .union([z.string().min(1), z.array(z.json()), ActionForEach])
      .optional()
      .describe("A list, or an object with the list and how it is worked through."),
    approval: StepApproval.optional(),
    rateLimit: StepRateLimit.optional(),
    retry: RetryConfig.optional(),
    retryFrom: ActionId.optional().describe(
      "For a step that judges what earlier ones found out: the id of the step, in the same list, at which an execution begins again when a person retries it after this one failed. Judging the same findings again could only fail again. Default: this step.",
    ),
    timeout: z
      .string()
      .optional()
      .describe(
        "The longest one attempt of an action may take, or a called rule, as a duration. Default: the action's own, else 5m; for a called rule none.",
      ),
    onError: z
      .union([z.literal("continue"), someSteps()])
      .optional()
      .describe(
        "What happens when it has finally failed: `continue`, or steps that take its place. `actions.<id>.error` then holds the failure, and the execution goes on. Default: the execution fails.",
      ),
    compensate: someSteps()
      .optional()
      .describe(
        "Steps that undo it. They run when it had succeeded and the execution finally fails or is cancelled, the last step first.",
      ),
  })
  .superRefine((step, ctx) => {
    const kinds = stepKinds.filter((kind) => step[kind] !== undefined);
    if (kinds.length === 1) return;
    const what = kinds.length === 0 ? "has none" : `has ${kinds.join(" and ")}`;
    ctx.addIssue({ code: "custom", message: `A step has exactly one of ${stepKinds.join(", ")}; this one ${what}.` });
  })
  .meta({ id: "ActionStep", description: "One step: an action with its input, or what decides over other steps." });
