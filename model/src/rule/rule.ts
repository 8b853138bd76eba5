/**
 * A rule: triggers, a condition and a sequence of actions. It is the same object in YAML, in the API, in the console's
 * editor and in the database. This schema knows its shape only; whether its triggers, actions, expressions and templates
 * mean something is checked against the registered plugins when it is saved.
 */
import { z } from "zod";
import { ActionStep } from "./action-step.ts";
import { RetryConfig } from "./retry-policy.ts";
import { TriggerConfig } from "./trigger-config.ts";

/** The name of a rule in addresses, files and commands. */
export const RuleSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "A rule is named with small letters, digits and hyphens, at most 63 of them.");

/** Starts one child execution for each item of a list. The item is `item`; one failing does not stop the others. */
export const RuleForEach = z.strictObject({
  items: z.union([z.string().min(1), z.array(z.json())]),
});

/** How many executions of a rule work at once. Parents of a `forEach` do not count; their children do. */
export const RuleConcurrency = z.strictObject({
  limit: z.number().int().min(1).max(10_000),
  /** `queue` lets the next one wait, `skip` gives its slot the fate `overlap-skipped`. @default queue */
  onBusy: z.enum(["queue", "skip"]).optional(),
});

export const Rule = z
  .strictObject({
    rule: RuleSlug,
    name: z.string().min(1).max(200),
    description: z.string().max(10_000).optional(),
    /** Labels group rules and later limit who sees them: `{ team: 学工处 }`. */
    labels: z.record(z.string().min(1).max(63), z.string().max(200)).optional(),
    /** Without a trigger a rule runs only by hand, by the API or by another rule. */
    triggers: z.array(TriggerConfig).max(50).optional(),
    /** An expression over `trigger`, `inputs` and `vars`, decided before anything is started. */
    condition: z.string().min(1).optional(),
    /** The typed inputs of a run by hand, as a JSON Schema object. */
    inputs: z.looseObject({ type: z.literal("object") }).optional(),
    /** Variables of this rule; they win over variables of the same name in the store. */
    vars: z.record(z.string(), z.json()).optional(),
    forEach: z.union([z.string().min(1), z.array(z.json()), RuleForEach]).optional(),
    concurrency: RuleConcurrency.optional(),
    /** Lower runs first. @default 100 */
    priority: z.number().int().min(0).max(1000).optional(),
    retry: RetryConfig.optional(),
    /** The longest a whole execution may take, waits included, as a duration. */
    timeout: z.string().optional(),
    actions: z.array(ActionStep).min(1).max(200),
    /** What to do when an execution has finally failed. `failure` holds the reason. */
    onFailure: z.array(ActionStep).max(50).optional(),
  })
  .meta({ id: "Rule", title: "Rule", description: "Triggers, a condition and a sequence of actions." });
export type Rule = z.infer<typeof Rule>;
