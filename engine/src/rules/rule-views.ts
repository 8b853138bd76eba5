import { AppError } from "@belfry/model";
import type { LocalizedText } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import type { Registry } from "../registry.ts";
import { ownConfig, scheduleOf, triggerKind } from "../slots/schedule.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import type { RuleSelection } from "../sql/rules/rule-selection.ts";
import { selectRulesDescending } from "../sql/rules/select-rules-descending.ts";
import { selectRules } from "../sql/rules/select-rules.ts";
import { selectNextSlots } from "../sql/slots/select-next-slots.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import type { RuleView } from "../views/rule-view.ts";
import { revisionOf } from "./rule-precondition.ts";

interface ViewDeps {
  readonly store: Store;
  readonly registry: Registry;
  readonly timeZone: string;
}

/** Which rules, and in which order. @default all that are not archived, by their name in the address */
export type RuleFilter = Partial<RuleSelection>;

const allRules: RuleSelection = {
  archived: false,
  status: null,
  labels: null,
  text: null,
  scope: null,
  sort: "rule",
  descending: false,
  after: null,
  limit: null,
};

export async function listRules(deps: ViewDeps, filter: RuleFilter): Promise<RuleView[]> {
  const selection = { ...allRules, ...filter };
  const select = selection.descending ? selectRulesDescending : selectRules;
  const [rows, next] = await Promise.all([select(deps.store, selection), selectNextSlots(deps.store)]);
  return rows.map((row) => viewOf(deps.registry, row, next.get(row.id) ?? null));
}

export async function getRule(deps: ViewDeps, slug: string): Promise<RuleView> {
  const row = await existing(deps.store, slug);
  const next = await selectNextSlots(deps.store);
  return viewOf(deps.registry, row, next.get(row.id) ?? null);
}

/** The next fire times of all triggers of a rule together, by schedule arithmetic. */
export async function nextFireTimes(
  deps: ViewDeps,
  slug: string,
  count: number,
): Promise<{ at: Date; trigger: string }[]> {
  const rule = await existing(deps.store, slug);
  const now = await selectNow(deps.store);
  const times = (rule.definition.triggers ?? []).flatMap((config, i) => {
    const kind = triggerKind(deps.registry, config);
    const schedule =
      kind === undefined ? undefined : scheduleOf(deps.registry, { kind, config, timeZone: deps.timeZone });
    const found: { at: Date; trigger: string }[] = [];
    for (let at = schedule?.next(now); at !== undefined && found.length < count; at = schedule?.next(at)) {
      found.push({ at, trigger: config.id ?? `${kind}-${i + 1}` });
    }
    return found;
  });
  return times.toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, count);
}

async function existing(store: Store, slug: string): Promise<RuleRow> {
  const row = await selectRule(store, slug);
  if (row === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  return row;
}

function viewOf(registry: Registry, row: RuleRow, nextFireAt: Date | null): RuleView {
  const { id: _id, change: _change, sendsSince: _sendsSince, slug, ...shown } = row;
  return { rule: slug, ...shown, revision: revisionOf(row), schedule: describeTriggers(registry, row), nextFireAt };
}

function describeTriggers(registry: Registry, row: RuleRow): LocalizedText[] {
  return (row.definition.triggers ?? []).map((config) => {
    const kind = triggerKind(registry, config);
    const definition = kind === undefined ? undefined : registry.triggers.get(kind);
    if (definition === undefined) return { zh: "未安装的触发器", en: "a trigger that is not installed" };
    return definition.describe(definition.config.parse(ownConfig(config)));
  });
}
