/**
 * What a rule must not do on one person's word. A rule that sends to the outside and never did before (`sends_since` is
 * empty) waits when it is first enabled; the same holds for the ways around: it cannot be tried by hand before, and a rule
 * that is already enabled cannot be changed into one that sends.
 */
import { AppError, type Actor, type ApprovalVerdict, type Rule } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { Registry } from "../registry.ts";
import type { RuleRow, RuleStatus } from "../sql/rules/rule-row.ts";
import { markSending } from "../sql/rules/mark-sending.ts";
import { selectAuthors } from "../sql/rules/select-authors.ts";
import type { SecondPerson } from "./second-person.ts";
import { sendsOutside } from "./sends-outside.ts";

export interface ReleaseDeps {
  readonly registry: Registry;
  readonly secondPerson: SecondPerson | undefined;
}

type Released = Pick<RuleRow, "slug" | "sendsSince">;

/** Asks a second person before a rule is enabled or archived. Returns the request that waits, or nothing: go on. */
export async function askBeforeStatus(
  deps: ReleaseDeps,
  tx: Tx,
  rule: RuleRow,
  { status, by }: { readonly status: RuleStatus; readonly by: Actor },
): Promise<ApprovalVerdict | undefined> {
  const { definition, slug } = rule;
  if (status === "enabled" && (await isUnreleased(deps, tx, rule, definition))) {
    return deps.secondPerson?.ask(tx, {
      kind: "rule-enable",
      subject: enableSubject(slug),
      reason: "The rule sends to the outside and is enabled for the first time.",
      sample: { version: rule.version, sends: sendsOutside(deps.registry, definition), definition },
      ...(await common(tx, rule, by)),
    });
  }
  if (status !== "archived" || deps.secondPerson === undefined) return undefined;
  if (definition.approval?.deletion !== true && !(await deps.secondPerson.demands(tx)).deletion) return undefined;
  return deps.secondPerson.ask(tx, {
    kind: "rule-archive",
    subject: `rule-archive:${slug}`,
    reason: "The rule is to be archived.",
    sample: { version: rule.version, status: rule.status, definition },
    ...(await common(tx, rule, by)),
  });
}

/** Whoever wrote any of its versions has a part in what it says. */
async function common(tx: Tx, rule: RuleRow, by: Actor) {
  const requestedBy = [...new Set([by.name, ...(await selectAuthors(tx, rule.id))])];
  return { rule: rule.slug, labels: rule.labels, requestedBy, by };
}

/**
 * Called when a new version was written: a request to enable the one before is no longer about what it shows.
 * @throws AppError APPROVAL_REQUIRED when the rule is enabled and would begin to send
 */
export async function checkNewVersion(deps: ReleaseDeps, tx: Tx, before: RuleRow, definition: Rule): Promise<void> {
  await deps.secondPerson?.withdrawSubject(tx, enableSubject(before.slug), "The rule was changed.");
  if (before.status !== "enabled") return;
  if (await isUnreleased(deps, tx, before, definition)) throw required(before.slug, "disable it, save, and enable it");
  await rememberSending(deps, tx, before.id, definition);
}

/** @throws AppError APPROVAL_REQUIRED when the rule sends and nobody has released it */
export async function checkTrial(deps: ReleaseDeps, tx: Tx, rule: Released, definition: Rule): Promise<void> {
  if (await isUnreleased(deps, tx, rule, definition)) throw required(rule.slug, "enable it");
}

/** From now on the rule may send: called when an enabled version does. */
export async function rememberSending(
  deps: Pick<ReleaseDeps, "registry">,
  tx: Tx,
  ruleId: number,
  definition: Rule,
): Promise<void> {
  if (sendsOutside(deps.registry, definition).length > 0) await markSending(tx, ruleId);
}

async function isUnreleased(deps: ReleaseDeps, tx: Tx, rule: Released, definition: Rule): Promise<boolean> {
  if (deps.secondPerson === undefined || rule.sendsSince !== null) return false;
  if (sendsOutside(deps.registry, definition).length === 0) return false;
  return definition.approval?.firstEnable === true || (await deps.secondPerson.demands(tx)).firstEnable;
}

/** Who demands that a second person releases a rule before it is enabled, and who cannot be that person; null: nobody. */
export async function demandedRelease(
  deps: ReleaseDeps,
  tx: Tx,
  rule: RuleRow,
): Promise<{ readonly demandedBy: "rule" | "installation"; readonly notBy: readonly string[] } | null> {
  if (!(await isUnreleased(deps, tx, rule, rule.definition))) return null;
  const demandedBy = rule.definition.approval?.firstEnable === true ? "rule" : "installation";
  return { demandedBy, notBy: await selectAuthors(tx, rule.id) };
}

function enableSubject(slug: string): string {
  return `rule-enable:${slug}`;
}

function required(slug: string, what: string): AppError {
  const reason = `The rule "${slug}" sends to the outside and was never enabled: ${what}, and a second person releases it.`;
  return new AppError("APPROVAL_REQUIRED", { rule: slug, reason });
}
