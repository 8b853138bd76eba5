/**
 * Saves rules together with the calendars and variables they need: all of it or nothing. A trial does all the same and
 * takes it back, so what it tells is what happens, by the same checks and with the same words.
 */
import {
  AppError,
  Rule,
  secretReferences,
  type AuditRecord,
  type Calendar,
  type ErrorCode,
  type Problem,
} from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { CalendarCache, Calendars } from "../../calendars/calendar-cache.ts";
import { movePlanned } from "../../calendars/move-planned.ts";
import { lockOutcomeDemands } from "../../sql/outcomes/lock-outcome-demands.ts";
import { lockRules } from "../../sql/rules/lock-rules.ts";
import { takeRuleTurn } from "../../sql/rules/take-rule-turn.ts";
import { selectRule } from "../../sql/rules/select-rule.ts";
import { selectSourceRules } from "../../sql/rules/select-source-rules.ts";
import { hindrancesOf, type HindranceDeps } from "../hindrances.ts";
import { readSendingNames, type CheckSendingNames } from "../missing-sending.ts";
import type { SaveDeps } from "../save-rule.ts";
import { setStatusIn } from "../set-rule-status.ts";
import { newItem, type ImportItem, type ImportOptions, type ImportResult, type RuleBundle } from "./import-item.ts";
import { finishRule, importRule, type ImportRuleDeps } from "./import-rule.ts";
import { importCalendars, importVariables } from "./import-surroundings.ts";
import { refusalOf } from "./refusal-of.ts";

export interface ImportDeps extends SaveDeps, Omit<HindranceDeps, "store"> {
  readonly timeZone: string;
  readonly calendars: CalendarCache;
}

/**
 * @throws AppError RULE_IMPORT_REFUSED with everything that is wrong, when it is no trial; REQUEST_INVALID for a bundle
 * that would put everything away
 */
export async function importBundle(
  deps: ImportDeps,
  bundle: RuleBundle,
  options: ImportOptions,
): Promise<ImportResult> {
  refuseToPruneAll(bundle, options);
  const surroundings = await readSurroundings(deps, bundle);
  let items: ImportItem[] = [];
  const takeBack = new Error("This was a trial, or parts of it were refused.");
  await deps.store
    .transaction(async (tx) => {
      // Written down at the end: whoever writes the trail lets everybody else wait until the transaction is over.
      const records: AuditRecord[] = [];
      const audit = async (_tx: Tx, record: AuditRecord) => void records.push(record);
      items = await importAll({ ...deps, audit }, tx, { bundle, surroundings }, options);
      if (options.dryRun || items.some(({ outcome }) => outcome === "refused")) throw takeBack;
      for (const record of records) await deps.audit(tx, record);
    })
    .catch((error: unknown) => {
      if (error !== takeBack) throw error;
    });
  const refused = items.filter(({ outcome }) => outcome === "refused");
  if (!options.dryRun && refused.length > 0)
    throw new AppError("RULE_IMPORT_REFUSED", { problems: refused.flatMap(problemsOf) });
  return { applied: !options.dryRun, items, missingSecrets: missingSecrets(surroundings, bundle) };
}

interface Surroundings {
  readonly calendars: Calendars;
  /** Nothing where nobody can say which secrets are stored. */
  readonly secrets: ReadonlySet<string> | undefined;
  readonly sendingNames: CheckSendingNames | undefined;
}

/**
 * Read before the transaction begins: ten imports that each hold a connection and wait for a second one to ask something
 * would wait for each other for ever.
 */
async function readSurroundings(
  { calendars, secretNames, sendingNames, registry }: ImportDeps,
  { rules }: RuleBundle,
): Promise<Surroundings> {
  const readable = rules.flatMap((input) => Rule.safeParse(input).data ?? []);
  const asksSecrets = secretNames !== undefined && secretReferences(rules).length > 0;
  return {
    calendars: await calendars.current(),
    secrets: asksSecrets ? await secretNames() : undefined,
    sendingNames: await readSendingNames(registry, sendingNames, readable),
  };
}

async function importAll(
  deps: ImportDeps,
  tx: Tx,
  { bundle, surroundings }: { readonly bundle: RuleBundle; readonly surroundings: Surroundings },
  options: ImportOptions,
): Promise<ImportItem[]> {
  const variables = await importVariables(deps, tx, bundle, options);
  const calendarDeps = { ...deps, movePlanned: (inTx: Tx, one: Calendar) => movePlanned(inTx, one, deps.timeZone) };
  const calendars = await importCalendars(calendarDeps, tx, bundle, options, surroundings.calendars);
  // The transaction sees what the bundle brings before anybody else does.
  const { secrets } = surroundings;
  const named: HindranceDeps = {
    ...deps,
    store: tx,
    calendars: { ...deps.calendars, current: async () => calendars.known },
    secretNames: secrets === undefined ? undefined : async () => secrets,
    sendingNames: surroundings.sendingNames,
  };
  const ruleDeps: ImportRuleDeps = { ...deps, hindrancesOf: (rule) => hindrancesOf(named, rule) };
  const source = options.prune === true ? (options.source ?? null) : null;
  // In the order of everybody who changes a rule: who had its turn first and then waited for this would be waited for.
  await lockOutcomeDemands(tx);
  await takeRuleTurn(tx, { slugs: namesIn(bundle), source });
  const present = await lockRules(tx, namesIn(bundle), source);
  const rules: ImportItem[] = [];
  const seen = new Set<string>();
  for (const { input, place } of newOnesFirst(bundle, present))
    rules.push(await importRule(ruleDeps, tx, { input, place, seen }, options));
  const pruned = await prune(deps, tx, bundle, options);
  const finished: ImportItem[] = [];
  for (const item of rules.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)))
    finished.push(await finishRule(ruleDeps, tx, item, options));
  return [...variables, ...calendars.items, ...finished, ...pruned];
}

/** A rule that is enabled already may name one that comes with it, and is refused while that is not there. */
function newOnesFirst(
  { rules }: RuleBundle,
  present: ReadonlySet<string>,
): readonly { readonly input: unknown; readonly place: number }[] {
  const places = rules.map((input, place) => ({ input, place }));
  const isNew = ({ input }: { readonly input: unknown }) =>
    namesIn({ rules: [input] }).every((name) => !present.has(name));
  return [...places.filter(isNew), ...places.filter((one) => !isNew(one))];
}

/** Puts the rules of the source away that are not in the bundle any more. */
async function prune(deps: ImportDeps, tx: Tx, bundle: RuleBundle, options: ImportOptions): Promise<ImportItem[]> {
  const { source, by } = options;
  if (options.prune !== true || source === undefined) return [];
  const kept = new Set(namesIn(bundle));
  const items: ImportItem[] = [];
  for (const name of await selectSourceRules(tx, source, options.scope)) {
    if (kept.has(name)) continue;
    const item = { kind: "rule", name, place: null } as const;
    try {
      const before = await selectRule(tx, name);
      const approval = (await setStatusIn(deps, tx, name, "archived", { by })) ?? null;
      const status = approval === null ? "archived" : (before?.status ?? null);
      items.push(
        newItem({
          ...item,
          outcome: "archived",
          before: before?.definition ?? null,
          statusBefore: before?.status ?? null,
          status,
          approval,
        }),
      );
    } catch (error) {
      items.push(newItem({ ...item, outcome: "refused", ...refusalOf(error) }));
    }
  }
  return items;
}

/** An empty folder is a mistake in a path more often than it is meant. */
function refuseToPruneAll({ rules }: RuleBundle, { prune: wanted, source }: ImportOptions): void {
  if (wanted !== true || (source !== undefined && rules.length > 0)) return;
  const problem: Problem =
    source === undefined
      ? { path: "body.source", message: "Only the rules of a source can be pruned.", remedy: "Name the source." }
      : {
          path: "body.rules",
          message: "There are no rules: all rules of the source would be put away.",
          remedy: "Check the folder; to put all of them away, archive them.",
        };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}

function namesIn({ rules }: Pick<RuleBundle, "rules">): string[] {
  return rules.flatMap((rule) =>
    typeof rule === "object" && rule !== null && "rule" in rule && typeof rule.rule === "string" ? [rule.rule] : [],
  );
}

const placesOf = { rule: "rules", calendar: "calendars", variable: "variables" } as const;

function problemsOf({ kind, name, place, problems, code }: ImportItem): Problem[] {
  const where = kind === "variable" || place === null ? `${placesOf[kind]}.${name}` : `${placesOf[kind]}[${place}]`;
  return problems.map((problem) => ({
    ...problem,
    path: problem.path === "" ? where : `${where}.${problem.path}`,
    message: `${name}: ${problem.message}${problem.path === "" ? ` (${code satisfies ErrorCode | null})` : ""}`,
  }));
}

function missingSecrets({ secrets }: Surroundings, { rules }: RuleBundle): string[] {
  return secrets === undefined ? [] : secretReferences(rules).filter((name) => !secrets.has(name));
}
