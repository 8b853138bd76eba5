/**
 * A rule: triggers, a condition and a sequence of actions. It is the same object in YAML, in the API, in the console's
 * editor and in the database. This schema knows its shape only; whether its triggers, actions, expressions and templates
 * mean something is checked against the registered plugins when it is saved.
 */
import { z } from "zod";
import { Condition } from "../condition/condition.ts";
import { ActionStep } from "./action-step.ts";
import { RuleApproval } from "./approval-demand.ts";
import { LookupTable } from "./lookup-table.ts";
import { RuleRateLimit } from "./rate-limit.ts";
import { RuleAlerts } from "./rule-alerts.ts";
import { RetryConfig } from "./retry-policy.ts";
import { TriggerConfig } from "./trigger-config.ts";

/** The name of a rule in addresses, files and commands. */
export const RuleSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "A rule is named with small letters, digits and hyphens, at most 63 of them.");

/** Where a rule stands among the others: `teams/学工处`. A file of this name can lie in a folder of this name. */
export const RuleFolder = z
  .string()
  .max(200)
  .regex(
    /^[^/\\\s.][^/\\]*(\/[^/\\\s.][^/\\]*){0,9}$/,
    "A folder is written like teams/finance: at most ten names with / between them, none of which begins with a dot or a space.",
  );

/** Starts one child execution for each item of a list. The item is `item`; one failing does not stop the others. */
export const RuleForEach = z
  .strictObject({
    items: z.union([z.string().min(1), z.array(z.json())]).describe("The list, as an expression, or the list itself."),
  })
  .meta({ id: "RuleForEach" });

/** How many executions of a rule work at once. Parents of a `forEach` do not count; their children do. */
export const RuleConcurrency = z
  .strictObject({
    limit: z.number().int().min(1).max(10_000).describe("How many executions work at once."),
    key: z
      .string()
      .min(1)
      .max(2_000)
      .optional()
      .meta({
        description:
          "An expression over `trigger`, `inputs`, `item` and `vars`: the limit then holds for each of its values by itself.",
        examples: ["trigger.event.subject", "inputs.customer"],
      }),
    onBusy: z.enum(["queue", "skip", "cancelOlder"]).optional().meta({
      description:
        "`queue` lets the next one wait, `skip` gives its slot the fate `overlap-skipped`, `cancelOlder` cancels what runs and waits for the newer one.",
      default: "queue",
    }),
  })
  .meta({
    id: "RuleConcurrency",
    description:
      "How many executions of the rule work at once. Parents of a `forEach` do not count; their children do.",
  });

export const Rule = z
  .strictObject({
    rule: RuleSlug.describe("The name in addresses, files and commands: small letters, digits and hyphens."),
    name: z.string().min(1).max(200).describe("The name that people see."),
    description: z.string().max(10_000).optional(),
    folder: RuleFolder.optional().meta({
      description: "The folder in which lists show it: names with / between them.",
      examples: ["teams/学工处"],
    }),
    labels: z
      .record(z.string().min(1).max(63), z.string().max(200))
      .optional()
      .meta({
        description: "Labels group rules and later limit who sees them.",
        examples: [{ team: "学工处" }],
      }),
    triggers: z
      .array(TriggerConfig)
      .max(50)
      .optional()
      .describe("What starts it. Without a trigger a rule runs only by hand, by the API or by another rule."),
    condition: Condition.optional().describe(
      "An expression over `trigger`, `inputs` and `vars`, decided before anything is started.",
    ),
    inputs: z
      .looseObject({ type: z.literal("object") })
      .optional()
      .describe("The typed inputs of a run by hand, as a JSON Schema object."),
    vars: z
      .record(z.string(), z.json())
      .optional()
      .describe("Variables of this rule; they win over variables of the same name in the store."),
    lookups: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/), LookupTable)
      .optional()
      .meta({
        description:
          'Tables of records that expressions look values up in: `lookups.customers["4711"].level`, or `lookup("customers", "4711")`, which is null where there is no such record.',
        examples: [{ customers: { table: "customers" } }],
      }),
    forEach: z
      .union([z.string().min(1), z.array(z.json()), RuleForEach])
      .optional()
      .describe(
        "Starts one child execution for each item of a list. The item is `item`; one failing does not stop the others.",
      ),
    concurrency: RuleConcurrency.optional(),
    rateLimit: RuleRateLimit.optional(),
    priority: z.number().int().min(0).max(1000).optional().meta({
      description:
        "Lower runs first. 0 to 49 is urgent, 50 to 499 normal, 500 to 1000 patient work: each has places of its own at every worker, so that none holds up another. Within one of them each point is worth six seconds of waiting.",
      default: 100,
    }),
    retry: RetryConfig.optional(),
    timeout: z.string().optional().describe("The longest a whole execution may take, waits included, as a duration."),
    alerts: RuleAlerts.optional(),
    approval: RuleApproval.optional(),
    actions: z.array(ActionStep).min(1).max(200).describe("The steps, in their order."),
    onFailure: z
      .array(ActionStep)
      .max(50)
      .optional()
      .describe("What to do when an execution has finally failed. `failure` holds the reason."),
  })
  .meta({ id: "Rule", title: "Rule", description: "Triggers, a condition and a sequence of actions." });
export type Rule = z.infer<typeof Rule>;
