import { AppError, defaultMisfire, stepsOf, type Problem, type Rule, type TriggerConfig } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { demandedRelease } from "../release/rule-demands.ts";
import type { SecondPerson } from "../release/second-person.ts";
import { sendsOutside } from "../release/sends-outside.ts";
import { ownConfig } from "../slots/own-config.ts";
import { triggerKind } from "../slots/schedule.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import type { RuleStatus } from "../sql/rules/rule-row.ts";
import type { FireTime } from "./rule-views.ts";

/** One trigger of a rule, as it will work. */
export interface PreviewedTrigger {
  readonly trigger: string;
  readonly kind: string;
  /** What it means, as a sentence. */
  readonly meaning: LocalizedText;
  /**
   * `clock` fires by itself, `events` looks at what comes in, `address` is sent to, `feed` asks or listens elsewhere, and
   * `rules` follows what other rules do.
   */
  readonly waitsFor: "clock" | "events" | "address" | "feed" | "rules";
  /** Where others send to: `/v1/hooks/order-thank-you/shop`. */
  readonly address: string | null;
  /** What happens with fire times that pass while no scheduler is up; null for what does not fire by the clock. */
  readonly misfire: { readonly policy: string; readonly within: string } | null;
}

/** An action that reaches people or systems outside. */
export interface PreviewedAction {
  readonly path: string;
  readonly step: string;
  readonly use: string;
  readonly displayName: LocalizedText;
  /** What it is given, with its expressions as they are written: to whom is often known only when it runs. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What happens when a rule is enabled. */
export interface EnablePreview {
  readonly rule: string;
  readonly status: RuleStatus;
  readonly version: number;
  /** Whether nothing hinders it; a second person may still have to release it. */
  readonly canBeEnabled: boolean;
  /** What it names and is not there. */
  readonly hindrances: readonly Problem[];
  /** What will keep it from firing later. */
  readonly warnings: readonly Problem[];
  readonly triggers: readonly PreviewedTrigger[];
  readonly next: readonly FireTime[];
  readonly sends: readonly PreviewedAction[];
  /** Null: nobody is asked. */
  readonly release: { readonly demandedBy: "rule" | "installation"; readonly notBy: readonly string[] } | null;
}

interface PreviewDeps {
  readonly store: Store;
  readonly registry: Registry;
  readonly secondPerson: SecondPerson | undefined;
}

/** @param known what others have found out about the rule @throws AppError RULE_NOT_FOUND */
export async function previewEnable(
  deps: PreviewDeps,
  slug: string,
  known: Pick<EnablePreview, "hindrances" | "warnings" | "next">,
): Promise<EnablePreview> {
  const row = await selectRule(deps.store, slug);
  if (row === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  const { definition, status, version } = row;
  return {
    rule: slug,
    status,
    version,
    canBeEnabled: known.hindrances.length === 0,
    ...known,
    triggers: (definition.triggers ?? []).map((trigger, i) => previewTrigger(deps.registry, slug, trigger, i)),
    sends: sendingActions(deps.registry, definition),
    release: status === "enabled" ? null : await deps.store.transaction((tx) => demandedRelease(deps, tx, row)),
  };
}

function previewTrigger(registry: Registry, rule: string, config: TriggerConfig, place: number): PreviewedTrigger {
  const kind = triggerKind(registry, config);
  const definition = kind === undefined ? undefined : registry.triggers.get(kind);
  const trigger = config.id ?? `${kind ?? "trigger"}-${place + 1}`;
  const meaning =
    definition === undefined
      ? { zh: "未安装的触发器", en: "a trigger that is not installed" }
      : definition.describe(definition.config.parse(ownConfig(config)));
  const waitsFor = sourceOf[definition?.kind ?? "match"];
  return {
    trigger,
    kind: kind ?? "unknown",
    meaning,
    waitsFor,
    address: waitsFor === "address" ? `/v1/hooks/${rule}/${trigger}` : null,
    misfire:
      waitsFor === "clock"
        ? {
            policy: config.misfire?.policy ?? defaultMisfire.policy,
            within: config.misfire?.within ?? defaultMisfire.within,
          }
        : null,
  };
}

const sourceOf = {
  schedule: "clock",
  match: "events",
  receive: "address",
  poll: "feed",
  subscribe: "feed",
  outcome: "rules",
} as const;

function sendingActions(registry: Registry, rule: Rule): PreviewedAction[] {
  const outside = new Set(sendsOutside(registry, rule));
  return [...stepsOf(rule)].flatMap(({ step, id, path }) => {
    const definition = step.use === undefined ? undefined : registry.actions.get(step.use);
    if (definition === undefined || !outside.has(path)) return [];
    return [{ path, step: id, use: definition.id, displayName: definition.displayName, input: step.with ?? {} }];
  });
}
