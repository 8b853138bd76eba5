import type { Context, Liquid } from "liquidjs";
import { TemplateFault } from "./template-fault.ts";

/** How much one rendering may do. Steps and sizes are counted and not timed, so the same template ends the same way everywhere. */
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
 * second (docs/decisions/0022), and a list of five thousand rows with ten columns still fits.
 */
export const inProcessLimits: TemplateLimits = { steps: 150_000, characters: 5_000_000, units: 5_000_000, ms: 3_000 };

/** In a thread of its own, which is ended when its time is over. */
export const threadLimits: TemplateLimits = { steps: 2_000_000, characters: 5_000_000, units: 20_000_000, ms: 2_000 };

const stepsLeft = new WeakMap<object, number>();

/** Gives a rendering its number of steps. */
export function allowSteps(context: Context, steps: number): void {
  stepsLeft.set(context.renderLimit, steps);
}

/** Makes an engine count: each block of a template costs a step, and each piece in it. */
export function countSteps(engine: Liquid): void {
  const render = engine.renderer.renderTemplates.bind(engine.renderer);
  engine.renderer.renderTemplates = (templates, context, emitter) => {
    const left = (stepsLeft.get(context.renderLimit) ?? inProcessLimits.steps) - templates.length - 1;
    if (left < 0) {
      throw new TemplateFault("The template repeats too much.", "Write fewer items, or prepare them before.");
    }
    stepsLeft.set(context.renderLimit, left);
    return render(templates, context, emitter);
  };
}
