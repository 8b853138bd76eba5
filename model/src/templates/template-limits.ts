import type { Context, Liquid } from "liquidjs";
import { CountingEmitter } from "./counting-emitter.ts";
import { TemplateFault } from "./template-fault.ts";

/**
 * How much one rendering may do. Steps and sizes are counted and not timed, so that the same template ends the same way on a
 * machine that is busy.
 */
export interface TemplateLimits {
  /** Pieces of the template that are written or done, each as often as it is. */
  readonly steps: number;
  /** Characters of the result. */
  readonly characters: number;
  /** Items of lists and characters of texts that are made on the way, in sum. */
  readonly units: number;
  /** For what is not counted, in milliseconds. */
  readonly ms: number;
}

/**
 * On the main thread, where everybody waits meanwhile: chosen so that the worst template holds the loop up for some tenths of a
 * second (docs/decisions/0022), and a list of two thousand rows with ten columns still fits.
 */
export const inProcessLimits: TemplateLimits = { steps: 100_000, characters: 5_000_000, units: 5_000_000, ms: 3_000 };

/** In a thread of its own, which is ended when its time is over. */
export const threadLimits: TemplateLimits = { steps: 2_000_000, characters: 5_000_000, units: 20_000_000, ms: 2_000 };

const stepsLeft = new WeakMap<object, number>();

/** Gives a rendering its number of steps. */
export function allowSteps(context: Context, steps: number): void {
  stepsLeft.set(context.renderLimit, steps);
}

/**
 * Makes an engine count: each block of a template costs a step, and each piece and each filter in it; and what a block keeps
 * for later, its characters. Call it when the engine has its filters.
 */
export function countSteps(engine: Liquid): void {
  const render = engine.renderer.renderTemplates.bind(engine.renderer);
  engine.renderer.renderTemplates = (templates, context, emitter) => {
    take(context, templates.length + 1);
    return render(templates, context, emitter ?? new CountingEmitter(context));
  };
  for (const [name, filter] of Object.entries(engine.filters)) {
    if (typeof filter !== "function") continue;
    engine.registerFilter(name, function counted(...values) {
      take(this.context, 1);
      return filter.apply(this, values);
    });
  }
}

function take(context: Context, steps: number): void {
  const left = (stepsLeft.get(context.renderLimit) ?? inProcessLimits.steps) - steps;
  if (left < 0) throw new TemplateFault("The template repeats too much.", "Write fewer items, or prepare them before.");
  stepsLeft.set(context.renderLimit, left);
}
