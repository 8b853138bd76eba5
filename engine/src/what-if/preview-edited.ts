import type { EngineCore } from "../engine-core.ts";
import { fireTimesOf, nextFireTimes, type FireTime } from "../rules/rule-views.ts";
import { selectRule } from "../sql/rules/select-rule.ts";
import { readEditedRule } from "./edited-rule.ts";

/** When a rule fires next, and when it would as somebody edits it. */
export interface EditedPreview {
  /** Null for one that is not saved. */
  readonly before: readonly FireTime[] | null;
  readonly after: readonly FireTime[];
}

export async function previewEdited(
  core: EngineCore,
  slug: string,
  { definition: input, count }: { readonly definition: unknown; readonly count: number },
): Promise<EditedPreview> {
  const saved = await selectRule(core.store, slug);
  const { definition } = await readEditedRule(core, slug, { input, saved });
  const views = { ...core, timeZone: core.services.timeZone };
  const options = { count, all: true };
  return {
    before: saved === undefined ? null : await nextFireTimes(views, slug, options),
    after: await fireTimesOf(views, { slug, definition, ruleId: saved?.id }, options),
  };
}
