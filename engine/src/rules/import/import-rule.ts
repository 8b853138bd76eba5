import { AppError, inReadingOrder, ruleChanges, type Problem, type Rule } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { RuleRow } from "../../sql/rules/rule-row.ts";
import { selectRule } from "../../sql/rules/select-rule.ts";
import { updateRuleSource } from "../../sql/rules/update-rule-source.ts";
import { checkRule } from "../check-rule.ts";
import { lockRule } from "../lock-rule.ts";
import { revisionOf } from "../rule-precondition.ts";
import { checkScope, saveRuleIn, type SaveDeps } from "../save-rule.ts";
import { setStatusIn } from "../set-rule-status.ts";
import { newItem, type ImportItem, type ImportOptions } from "./import-item.ts";
import { refusalOf } from "./refusal-of.ts";

export interface ImportRuleDeps extends SaveDeps {
  readonly hindrancesOf: (rule: Rule) => Promise<Problem[]>;
}

/** Saves one rule of a bundle; everything that holds for a save holds here. `finishRule` does the rest. */
export async function importRule(
  deps: ImportRuleDeps,
  tx: Tx,
  { input, place, seen }: { readonly input: unknown; readonly place: number; readonly seen: Set<string> },
  options: ImportOptions,
): Promise<ImportItem> {
  const { rule, problems } = checkRule(deps.registry, input);
  const name = nameOf(input) ?? `${place + 1}`;
  const item = { kind: "rule", name, place } as const;
  if (rule === undefined) return newItem({ ...item, outcome: "refused", code: "RULE_INVALID", problems });
  try {
    if (seen.has(name)) throw twice(name);
    seen.add(name);
    const { by, scope, note, source } = options;
    const before = await lockRule(tx, name);
    checkScope(before, rule, scope);
    refuseForeign(before, options);
    const comesBack = before?.status === "archived" && source !== undefined && before.source === source;
    if (comesBack) await setStatusIn(deps, tx, name, "disabled", { by });
    const warnings = await deps.hindrancesOf(rule);
    const change = { by, scope, mayWeakenDemands: options.may.weakenDemands, ...(note !== undefined && { note }) };
    const saved = await saveRuleIn(deps, tx, rule, { ...change, ...expectedOf(name, options, before) }, warnings);
    const isAdopted = source !== undefined && before?.source !== source;
    if (isAdopted) await adopt(deps, tx, { name, source, isNew: before === undefined }, options);
    const isOther = comesBack || isAdopted;
    return newItem({
      ...item,
      outcome: saved === "unchanged" && isOther ? "changed" : saved,
      before: before === undefined ? null : inReadingOrder(before.definition),
      after: inReadingOrder(rule),
      changes: before === undefined ? [] : ruleChanges(before.definition, rule),
      statusBefore: before?.status ?? null,
      revision: before === undefined ? null : revisionOf(before),
    });
  } catch (error) {
    return newItem({ ...item, outcome: "refused", ...refusalOf(error) });
  }
}

/** Once all rules of the bundle are there: what keeps this one from being enabled, and whether that is asked for. */
export async function finishRule(
  deps: ImportRuleDeps,
  tx: Tx,
  item: ImportItem,
  options: ImportOptions,
): Promise<ImportItem> {
  const saved = item.outcome === "refused" ? undefined : await selectRule(tx, item.name);
  if (saved === undefined) return item;
  try {
    const warnings = await deps.hindrancesOf(saved.definition);
    const done = { ...item, warnings, status: saved.status, version: saved.version };
    if (options.enable !== true) return done;
    if (warnings.length > 0) throw new AppError("RULE_INVALID", { problems: warnings });
    const approval = await setStatusIn(deps, tx, item.name, "enabled", { by: options.by });
    return { ...done, status: approval === undefined ? "enabled" : saved.status, approval: approval ?? null };
  } catch (error) {
    return { ...item, outcome: "refused", ...refusalOf(error) };
  }
}

/** What belongs to the files of one name is not taken away by those of another unseen. */
function refuseForeign(before: RuleRow | undefined, { source, takeOver }: ImportOptions): void {
  if (source === undefined || takeOver === true || before === undefined || before.source === null) return;
  if (before.source === source) return;
  const reason = `The rule "${before.slug}" is kept in the files "${before.source}".`;
  throw new AppError("RULE_KEPT_ELSEWHERE", { rule: before.slug, source: before.source, reason });
}

async function adopt(
  deps: ImportRuleDeps,
  tx: Tx,
  { name, source, isNew }: { readonly name: string; readonly source: string; readonly isNew: boolean },
  { by }: ImportOptions,
): Promise<void> {
  await updateRuleSource(tx, name, source);
  if (isNew) return;
  const subject = { kind: "rule", id: name };
  await deps.audit(tx, { by, action: "rules.adopt", subject, outcome: "done", detail: { source } });
}

/** One that comes back was changed by that, after whoever asks has seen it. */
function expectedOf(name: string, { expected }: ImportOptions, before: RuleRow | undefined) {
  if (expected === undefined || !Object.hasOwn(expected, name)) return {};
  const revision = expected[name];
  if (revision === null || revision === undefined) return { expected: "absent" as const };
  const isPresent = before !== undefined && revisionOf(before) === revision;
  return { expected: isPresent ? ("exists" as const) : [revision] };
}

function nameOf(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null || !("rule" in input)) return undefined;
  return typeof input.rule === "string" ? input.rule : undefined;
}

function twice(name: string): AppError {
  const message = `Two rules are called ${name}.`;
  return new AppError("RULE_INVALID", {
    problems: [{ path: "rule", message, remedy: "Keep one of them, or call one otherwise." }],
  });
}
