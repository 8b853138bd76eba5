import { conditionExpression, parseDuration, parseField, type Problem, type TriggerConfig } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import type { Registry } from "../registry.ts";
import { compileSource, type Evaluate } from "../rules/compile-source.ts";
import { ownConfig } from "../slots/own-config.ts";

/** What happens with many events of one trigger and one key. */
export type Gathering =
  | { readonly kind: "throttle"; readonly everyMs: number }
  | { readonly kind: "debounce"; readonly quietMs: number; readonly maxMs: number }
  | { readonly kind: "batch"; readonly size: number; readonly withinMs: number };

/** The part of a trigger entry that the engine itself reads, compiled. */
export interface EventOptions {
  readonly condition: Evaluate | undefined;
  /** The value by which events belong together. */
  readonly key: Evaluate | undefined;
  readonly gathering: Gathering | undefined;
}

/** A trigger of an enabled rule that events can start. */
export interface EventTrigger extends EventOptions {
  readonly triggerId: number;
  readonly ruleId: number;
  /** The name of the rule. */
  readonly rule: string;
  /** The labels of the rule. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ruleVersion: number;
  /** Its name within the rule. */
  readonly name: string;
  readonly kind: string;
  readonly config: TriggerConfig;
  /** Whether it is for this event; of a feed, only for what came through it. */
  matches(event: IncomingEvent): boolean;
}

/** A debounced trigger that is never quiet fires after so long all the same. */
const LONGEST_DEBOUNCE_MS = 3_600_000;

/** Reads what the engine itself understands of a trigger entry. What is wrong goes to `problems`. */
export function compileEventOptions(config: TriggerConfig, path: string, problems: Problem[]): EventOptions {
  const { condition, key, throttle, debounce, batch } = config;
  const modes = [throttle, debounce, batch].filter((mode) => mode !== undefined);
  if (modes.length > 1) {
    const message = "Only one of throttle, debounce and batch can be used.";
    problems.push({ path, message, remedy: "Keep the one that is meant." });
  }
  return {
    condition:
      condition === undefined
        ? undefined
        : compileSource(expression(conditionExpression(condition)), `${path}.condition`, problems),
    key: key === undefined ? undefined : compileSource(expression(key), `${path}.key`, problems),
    gathering: gatheringOf(config, path, problems),
  };
}

function expression(text: string): string {
  const field = parseField(text);
  return field.kind === "expression" ? field.source : text;
}

function gatheringOf(
  { throttle, debounce, batch }: TriggerConfig,
  path: string,
  problems: Problem[],
): Gathering | undefined {
  const ms = (text: string, place: string): number => {
    try {
      return parseDuration(text);
    } catch {
      // parseDuration says the same for each text it cannot read.
      problems.push({
        path: `${path}.${place}`,
        message: `${text} is no duration.`,
        remedy: "Write it like 30s or 5m.",
      });
      return 0;
    }
  };
  if (throttle !== undefined) return { kind: "throttle", everyMs: ms(throttle.every, "throttle.every") };
  if (batch !== undefined) return { kind: "batch", size: batch.size, withinMs: ms(batch.within, "batch.within") };
  if (debounce === undefined) return undefined;
  const quietMs = ms(debounce.quiet, "debounce.quiet");
  const maxMs = debounce.max === undefined ? LONGEST_DEBOUNCE_MS : ms(debounce.max, "debounce.max");
  return { kind: "debounce", quietMs, maxMs };
}

/** Makes the function that says which events a trigger is for. @throws what its plugin throws for a bad configuration */
export function matcherOf(registry: Registry, kind: string, config: TriggerConfig): (event: IncomingEvent) => boolean {
  const definition = registry.triggers.get(kind);
  if (definition?.kind !== "match") return () => false;
  const parsed = definition.config.parse(ownConfig(config));
  return (event) => definition.matches(parsed, event);
}
