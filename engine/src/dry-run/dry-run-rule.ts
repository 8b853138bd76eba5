/**
 * A dry run: what a rule would do now, at a fire time or with an event, with real data, and nothing of which happens.
 *
 * What reads really reads; everything that would leave or be written is shown instead. Nothing of it stands in the
 * database afterwards but the line in the audit log, which is written first: a dry run reads what its rule may read.
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, refusedLabel, type Actor, type ArtifactRef, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { checkRestrictedInputs, fillRestrictedInputs } from "../executions/restrict-inputs.ts";
import type { FileStore } from "../files/file-store.ts";
import type { KnownNames } from "../resources/known-names.ts";
import { checkCalled } from "../rules/check-called.ts";
import { checkRule } from "../rules/check-rule.ts";
import { compileRule, type CompiledRule } from "../rules/compile-rule.ts";
import { evaluateCondition } from "../rules/evaluate-condition.ts";
import { checkScope } from "../rules/save-rule.ts";
import { StopReason } from "../run/stop-reason.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { openSession } from "./dry-session.ts";
import type { DryRunView } from "./dry-run-views.ts";
import { readOnlyStore } from "./read-only-store.ts";
import { triggerOf, type DryRunTrigger } from "./trial-trigger.ts";
import { tryExecution } from "./try-execution.ts";
import { createWhoReleases } from "./who-releases.ts";

export interface DryRunOptions {
  readonly by: Actor;
  /** What the caller is restricted to. @default nothing */
  readonly scope?: Scope | null;
  /** A definition that is not saved, in the place of the one that is. @default the saved one */
  readonly definition?: unknown;
  /** @default by hand, now */
  readonly trigger?: DryRunTrigger;
  /** How many items of a list are tried. @default 5 */
  readonly maxItems?: number;
  /** The longest it may take, in milliseconds. @default 60_000 */
  readonly timeoutMs?: number;
}

const DEFAULT_ITEMS = 5;
const DEFAULT_TIMEOUT_MS = 60_000;
/** Each reads and computes like an execution, beside those that are meant. */
const AT_ONCE = 4;
/** So large a file is still handed out inside the answer, and so much all files together. */
const LARGEST_FILE = 4_194_304;
const LARGEST_SUM = 8_388_608;

export interface DryRunner {
  run(slug: string, options: DryRunOptions): Promise<DryRunView>;
}

export function createDryRunner(core: EngineCore, names: KnownNames): DryRunner {
  let running = 0;
  return {
    async run(slug, options) {
      if (running >= AT_ONCE) throw new AppError("DRY_RUN_BUSY", { rule: slug });
      running += 1;
      try {
        return await dryRun(core, names, { ...options, slug });
      } finally {
        running -= 1;
      }
    },
  };
}

async function dryRun(
  core: EngineCore,
  names: KnownNames,
  options: DryRunOptions & { readonly slug: string },
): Promise<DryRunView> {
  const { slug, by, scope = null, trigger: given = {}, maxItems = DEFAULT_ITEMS } = options;
  const started = performance.now();
  const rule = await ruleOf(core, options);
  const inputs = rule.inputs.parse(fillRestrictedInputs(rule, given.inputs, scope));
  checkRestrictedInputs(rule, inputs, scope);
  const trigger = await triggerOf(core, rule, given, { by: by.name, scope });
  const at = given.at ?? (await selectNow(core.store));
  await core.store.transaction((tx) =>
    core.audit(tx, {
      by,
      action: "rules.dryRun",
      subject: { kind: "rule", id: slug },
      outcome: "done",
      // Only the names: what it was given may be about people.
      detail: { edited: options.definition !== undefined, trigger: trigger["kind"], inputs: Object.keys(inputs) },
    }),
  );
  const view = {
    rule: slug,
    version: options.definition === undefined ? rule.version : null,
    at,
    trigger,
  };
  const verdict = evaluateCondition(rule, {
    now: at,
    timezone: core.rules.timeZone,
    trigger,
    event: trigger["event"],
    inputs,
    ...(await core.rules.names(rule)),
  });
  if (verdict.kind !== "true") {
    const [fate, detail] =
      verdict.kind === "false"
        ? (["condition-false", verdict.detail] as const)
        : (["condition-error", { message: verdict.message }] as const);
    return { ...view, fate, detail, runs: [], cut: false, tookMs: Math.round(performance.now() - started) };
  }
  await using scratch = await core.services.files.scratch(`dry-run-${slug}`);
  const folder = join(scratch.path, "files");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stop = new AbortController();
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const timer = setTimeout(() => {
    stop.abort(new StopReason("execution-timeout", `The dry run took longer than ${timeoutMs} ms.`));
  }, timeoutMs);
  try {
    const content = limitedContent();
    const edited = options.definition === undefined ? undefined : rule;
    const whoReleases = createWhoReleases(core, { by: by.name, edited });
    const { signal } = stop;
    const session = openSession(core, { names, folder, at, scope, maxItems, whoReleases, content, signal });
    await tryExecution(session, { rule, trigger, inputs, startedBy: null });
    const { runs, shown } = session;
    // A secret that a later step read may stand in what an earlier one showed.
    const masked = session.masker.json(runs);
    return {
      ...view,
      fate: "fired",
      detail: null,
      runs: masked,
      cut: shown.cut,
      tookMs: Math.round(performance.now() - started),
    };
  } finally {
    clearTimeout(timer);
    // What still runs somewhere has nothing to run for.
    stop.abort(new StopReason("stopping", "The dry run is over."));
  }
}

/** @throws AppError RULE_NOT_FOUND, RULE_NOT_ENABLED (archived), RULE_INVALID, RULE_EXISTS, LABEL_NOT_ALLOWED */
async function ruleOf(
  core: EngineCore,
  { slug, definition, scope = null }: DryRunOptions & { readonly slug: string },
): Promise<CompiledRule> {
  const row = await selectRule(core.store, slug);
  if (definition === undefined) {
    // What lies outside of the caller's scope is not there, whatever state it is in.
    const isSeen = row !== undefined && refusedLabel(row.labels, scope) === undefined;
    if (!isSeen) throw new AppError("RULE_NOT_FOUND", { rule: slug });
    if (row.status === "archived") throw archived(slug);
    return core.rules.get(row.id, row.version);
  }
  const { rule, problems } = checkRule(core.registry, definition);
  if (rule === undefined) throw new AppError("RULE_INVALID", { problems });
  if (rule.rule !== slug) {
    const message = `The rule names itself "${rule.rule}", the address names it "${slug}".`;
    throw new AppError("RULE_INVALID", {
      problems: [{ path: "rule", message, remedy: "Use one name in both places." }],
    });
  }
  checkScope(row, rule, scope);
  if (row?.status === "archived") throw archived(slug);
  await readOnlyStore(core.store).transaction((tx) => checkCalled(tx, rule, scope));
  return compileRule(core.registry, { id: row?.id ?? 0, version: row?.version ?? 0, definition: rule });
}

function archived(rule: string): AppError {
  return new AppError("RULE_NOT_ENABLED", { rule, reason: "It is archived." });
}

/** The contents of files, until there are too many bytes of them for one answer. */
function limitedContent(): (files: FileStore, artifact: ArtifactRef) => Promise<string | null> {
  let left = LARGEST_SUM;
  return async (files, artifact) => {
    if (artifact.bytes > LARGEST_FILE || artifact.bytes > left) return null;
    left -= artifact.bytes;
    return (await readFile(await files.artifactPath(artifact))).toString("base64");
  };
}
