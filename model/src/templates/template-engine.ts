import { createHash } from "node:crypto";
import { Liquid } from "liquidjs";
import { LruCache } from "../cache/lru-cache.ts";
import { PlacedValue } from "./placed-value.ts";
import { registerFilters } from "./template-filters.ts";
import { countSteps, inProcessLimits } from "./template-limits.ts";
import type { TemplateEscape } from "./template-output.ts";

/** Texts that a template may write with `{% render 'name' %}`, by their names. */
export type TemplatePartials = Readonly<Record<string, string>>;

/** Tags that would read other templates. What a template may read it is handed: `render` works where there are partials. */
const REMOVED_TAGS = ["include", "layout", "block"] as const;

/** Larger templates than these are a slip; they would stop the process for seconds. */
export const LONGEST_TEMPLATE = 1_000_000;

const engines: Record<TemplateEscape, Liquid> = {
  html: createEngine("html"),
  markdown: createEngine("markdown"),
  header: createEngine("header"),
  none: createEngine("none"),
};
const withPartials = new LruCache<string, Liquid>(50);

export function engineFor(escape: TemplateEscape, partials?: TemplatePartials): Liquid {
  if (partials === undefined) return engines[escape];
  return withPartials.getOrMake(`${escape} ${partialsKey(partials)}`, () => createEngine(escape, partials));
}

/** The same for the same texts. */
export function partialsKey(partials: TemplatePartials | undefined): string {
  return partials === undefined ? "" : createHash("sha256").update(JSON.stringify(partials)).digest("base64");
}

/**
 * Liquid that sees nothing but plain values: no prototypes, no files, no clock. A missing value is an error, except in
 * a condition and before `default`.
 */
function createEngine(escape: TemplateEscape, partials?: TemplatePartials): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    // The library expects texts here and hands on what it gets; our emitter makes the text, where the place is known.
    outputEscape: (value: unknown) => new PlacedValue(value, escape) as unknown as string,
    parseLimit: LONGEST_TEMPLATE,
    renderLimit: inProcessLimits.ms,
    memoryLimit: inProcessLimits.units,
    templates: { ...partials },
    cache: partials !== undefined,
  });
  registerFilters(engine);
  countSteps(engine);
  for (const tag of REMOVED_TAGS) Reflect.deleteProperty(engine.tags, tag);
  if (partials === undefined) Reflect.deleteProperty(engine.tags, "render");
  return engine;
}
