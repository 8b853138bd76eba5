import { Liquid } from "liquidjs";
import { registerFilters } from "./template-filters.ts";
import { type TemplateEscape, writeValue } from "./template-output.ts";

/** Tags that would read other templates. There are none: a template is one text. */
const REMOVED_TAGS = ["include", "render", "layout", "block"] as const;

/** Larger templates and results than these are a slip; they would stop the process for seconds. */
export const LONGEST_TEMPLATE = 1_000_000;
const RENDER_MS = 3_000;
const MEMORY_UNITS = 20_000_000;

const engines: Record<TemplateEscape, Liquid> = { html: createEngine("html"), none: createEngine("none") };

export function engineFor(escape: TemplateEscape): Liquid {
  return engines[escape];
}

/**
 * Liquid that sees nothing but plain values: no prototypes, no files, no clock. A missing value is an error, except in
 * a condition and before `default`.
 */
function createEngine(escape: TemplateEscape): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    outputEscape: (value: unknown) => writeValue(value, escape),
    parseLimit: LONGEST_TEMPLATE,
    renderLimit: RENDER_MS,
    memoryLimit: MEMORY_UNITS,
    templates: {},
  });
  registerFilters(engine);
  for (const tag of REMOVED_TAGS) Reflect.deleteProperty(engine.tags, tag);
  return engine;
}
