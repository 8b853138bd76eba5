import { AppError, isAppError, type Problem, type Rule, type TriggerConfig } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { checkRule } from "../rules/check-rule.ts";
import { compileParts, type CompiledRule } from "../rules/compile-rule.ts";
import type { Scope } from "../rules/scope.ts";
import { scheduleOf, triggerKind, type Schedule } from "../slots/schedule.ts";
import { spreadMs } from "../slots/spread.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";

/** One trigger of a rule that is not saved. */
export interface EditedTrigger {
  /** Its name within the rule. */
  readonly key: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  readonly spreadMs: number;
  /** Nothing for one that waits for events. */
  readonly schedule: Schedule | undefined;
}

/** A rule as somebody would save it, ready to be asked. */
export interface EditedRule {
  readonly definition: Rule;
  readonly rule: CompiledRule;
  readonly triggers: readonly EditedTrigger[];
  /** What its expressions see whatever starts it: today's. */
  readonly names: Pick<Scope, "vars" | "lookups" | "calendars">;
}

/** Reads a rule that is not saved. @throws AppError RULE_INVALID with all problems */
export async function readEditedRule(
  core: EngineCore,
  slug: string,
  { input, saved }: { readonly input: unknown; readonly saved: RuleRow | undefined },
): Promise<EditedRule> {
  const named = typeof input === "object" && input !== null && !Array.isArray(input) ? { ...input, rule: slug } : input;
  const { rule: definition, problems } = checkRule(core.registry, named);
  if (definition === undefined) throw new AppError("RULE_INVALID", { problems, rule: slug });
  const found: Problem[] = [];
  const rule = compileParts(core.registry, { id: saved?.id ?? 0, version: saved?.version ?? 0, definition }, found);
  if (found.length > 0) throw new AppError("RULE_INVALID", { problems: found, rule: slug });
  return { definition, rule, triggers: triggersOf(core, definition), names: await namesOf(core, rule) };
}

function triggersOf({ registry, rules }: EngineCore, { rule, triggers = [] }: Rule): EditedTrigger[] {
  return triggers.flatMap((config, i) => {
    const kind = triggerKind(registry, config);
    if (kind === undefined) return [];
    const key = config.id ?? `${kind}-${i + 1}`;
    const putOffMs = spreadMs({ rule, trigger: key }, config);
    const schedule = scheduleOf(registry, { kind, config, timeZone: rules.timeZone, spreadMs: putOffMs });
    return [{ key, kind, config, spreadMs: putOffMs, schedule }];
  });
}

/** A table that is not there yet is missing in each condition that asks for it; it need not keep the rest from being seen. */
async function namesOf(core: EngineCore, rule: CompiledRule): Promise<EditedRule["names"]> {
  try {
    return await core.rules.names(rule);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { vars: await core.rules.vars(rule), calendars: await core.calendars.current() };
  }
}
