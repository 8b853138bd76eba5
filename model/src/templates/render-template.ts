import { Context, toValueSync } from "liquidjs";
import { AppError } from "../errors/app-error.ts";
import { describeProblem } from "../errors/problems.ts";
import { isoInZone } from "../time/format-in-zone.ts";
import { DEFAULT_TIME_ZONE } from "../time/time-zone.ts";
import type { CompiledTemplate } from "./compile-template.ts";
import { explainLiquidError } from "./explain-liquid-error.ts";
import { PlacingEmitter } from "./placing-emitter.ts";
import { engineFor } from "./template-engine.ts";
import { allowSteps, inProcessLimits, type TemplateLimits } from "./template-limits.ts";

/** What a template can see: plain JSON values by name. `now` is a Date or ISO text; `secrets` cannot be seen. */
export type TemplateContext = Readonly<Record<string, unknown>>;

export interface RenderOptions {
  /** The zone dates are written in. @default `timezone` of the context, else Asia/Shanghai */
  readonly timeZone?: string;
  /** Where the template stands, for the details of an error. */
  readonly path?: string;
  /** @default those for the main thread */
  readonly limits?: TemplateLimits;
}

/**
 * Writes a template with the values of a context.
 *
 * @throws AppError `TEMPLATE_FAILED` with path, position, reason and remedy.
 */
export function renderTemplate(
  template: CompiledTemplate,
  context: TemplateContext,
  options: RenderOptions = {},
): string {
  const timezone =
    options.timeZone ?? (typeof context["timezone"] === "string" ? context["timezone"] : DEFAULT_TIME_ZONE);
  const { secrets: _secrets, ...visible } = context;
  const { now } = visible;
  try {
    const values = now instanceof Date ? { ...visible, now: isoInZone(now, timezone) } : visible;
    // A partial sees only what it is handed, and these.
    const globals = { timezone, now: values["now"], channel: values["channel"] };
    return written(template, values, { globals, limits: options.limits ?? inProcessLimits });
  } catch (error) {
    const problem = explainLiquidError(error, template.source);
    if (problem === undefined) throw error;
    const { position, message, remedy } = problem;
    const reason = describeProblem({ ...problem, path: options.path ?? "", remedy: "" });
    throw new AppError("TEMPLATE_FAILED", { path: options.path, position, reason, message, remedy }, { cause: error });
  }
}

function written(
  { parsed, escape, partials }: CompiledTemplate,
  values: TemplateContext,
  { globals, limits }: { readonly globals: object; readonly limits: TemplateLimits },
): string {
  const engine = engineFor(escape, partials);
  const context = new Context(values, engine.options, {
    sync: true,
    globals,
    memoryLimit: limits.units,
    renderLimit: limits.ms,
  });
  allowSteps(context, limits.steps);
  const emitter = new PlacingEmitter(escape, limits.characters);
  toValueSync(engine.renderer.renderTemplates([...parsed], context, emitter));
  return emitter.buffer;
}
