import type { BelfryClient, RuleView } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { Warning } from "./warning.ts";

export interface ImportResult {
  readonly rule: Pick<RuleView, "rule" | "status" | "version" | "schedule" | "nextFireAt">;
  readonly outcome: "created" | "changed" | "unchanged";
  readonly variables: readonly string[];
  readonly secrets: readonly string[];
  readonly account: { readonly channel: string; readonly name: string } | null;
  readonly warnings: readonly Warning[];
}

/**
 * Does what the plan says, through the API. The rule comes last and is enabled only when everything it needs is there;
 * doing it again changes what is different and nothing else.
 */
export async function applyImport(client: BelfryClient, plan: ImportPlan): Promise<ImportResult> {
  const { definition, warnings: cronWarnings } = await readableRule(client, plan);
  await client.variables.set(plan.variables);
  for (const [name, value] of Object.entries(plan.secrets)) await client.secrets.set(name, value);
  if (plan.account !== undefined) await client.accounts.save(plan.account);
  const { rule, outcome } = await client.rules.save(String(definition["rule"]), definition);

  const hindrances = await hindrancesOf(client, plan);
  const mayFire = plan.schedule.enabled && cronWarnings.length === 0 && hindrances.length === 0;
  const settled = mayFire ? await client.rules.enable(rule.rule) : await client.rules.disable(rule.rule);
  return {
    rule: pick(settled),
    outcome,
    variables: Object.keys(plan.variables),
    secrets: Object.keys(plan.secrets),
    account: plan.account === undefined ? null : { channel: plan.account.channel, name: plan.account.name },
    warnings: [...plan.warnings, ...cronWarnings, ...hindrances],
  };
}

/** The rule as the server takes it: an expression that it cannot read stays in the rule, but not as a trigger. */
async function readableRule(
  client: BelfryClient,
  { rule, schedule }: ImportPlan,
): Promise<{ definition: Readonly<Record<string, unknown>>; warnings: readonly Warning[] }> {
  const problems = await client.rules.check(rule);
  const [first] = problems;
  if (first === undefined) return { definition: rule, warnings: [] };
  if (!problems.every(({ path }) => path.startsWith("triggers[0]"))) {
    const listed = problems.map(({ path, message, remedy }) => ({ place: path, message, remedy }));
    throw new CliError("RULE_INVALID", "The rule of the example does not fit this version of Belfry.", {
      remedy: "Use the example of the version that runs.",
      exitCode: ExitCode.refused,
      problems: listed,
    });
  }
  const message = `"${schedule.cron}" cannot be read: ${first.message} The rule keeps it in its description and its label invalidCron, has no trigger and is disabled; it does not fall back to 06:00.`;
  const remedy = "Correct the expression in the file and import again.";
  const warning = { key: "scheduler_config.cron_expression", message, remedy };
  return { definition: schedule.withoutTrigger, warnings: [warning] };
}

/** Why the rule is not enabled although the file wants it to run. */
async function hindrancesOf(client: BelfryClient, plan: ImportPlan): Promise<Warning[]> {
  if (!plan.schedule.enabled) return [];
  const remedy = "Then: belfry rules enable dorm-late-return";
  const warnings: Warning[] = [];
  const accounts = await client.accounts.list({ channel: "email" });
  if (!accounts.some(({ enabled }) => enabled)) {
    warnings.push({ key: "email_config", message: "There is no mail account, so the rule stays disabled.", remedy });
  }
  const secrets = new Set((await client.secrets.list()).map(({ name }) => name));
  if (!secrets.has("gateUser") || !secrets.has("gatePassword")) {
    warnings.push({
      key: "username",
      message: "There is no login of the gate system, so the rule stays disabled.",
      remedy,
    });
  }
  return warnings;
}

function pick({ rule, status, version, schedule, nextFireAt }: RuleView): ImportResult["rule"] {
  return { rule, status, version, schedule, nextFireAt };
}

/** The variable `gate` of an earlier import, or one that somebody set by hand. */
export async function existingGate(client: BelfryClient): Promise<Readonly<Record<string, unknown>> | undefined> {
  const variables = await client.variables.list();
  const value = variables.find(({ name }) => name === "gate")?.value;
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
