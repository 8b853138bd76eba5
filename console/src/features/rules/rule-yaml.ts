import { stringify } from "yaml";

type Plain = Readonly<Record<string, unknown>>;

const ruleKeys =
  "rule name description folder labels triggers condition inputs vars lookups forEach concurrency priority retry timeout approval actions onFailure".split(
    " ",
  );
const stepKeys =
  "id name use call wait set return if forEach with switch parallel do approval retry retryFrom timeout onError compensate".split(
    " ",
  );
const triggerKeys = ["id", "cron", "every", "at", "rrule", "event", "webhook", "timezone", "calendar", "misfire"];
/** What stands below these is data, not steps. */
const givenKeys: ReadonlySet<string> = new Set(["with", "set", "return"]);
const schemaKeys = ["type", "title", "description", "enum", "default", "properties", "required"];

/** A rule as its author would write it: the database keeps no order of keys, so they are put into the one of the docs. */
export function ruleYaml(definition: Plain): string {
  return stringify(ordered(definition), { lineWidth: 110 });
}

function ordered(definition: Plain): Plain {
  const rule = inOrder(definition, ruleKeys);
  const { triggers, inputs, actions, onFailure } = rule;
  return {
    ...rule,
    ...(Array.isArray(triggers) && { triggers: triggers.map((trigger: unknown) => inOrder(trigger, triggerKeys)) }),
    ...(isPlain(inputs) && { inputs: orderedSchema(inputs) }),
    ...(Array.isArray(actions) && { actions: actions.map(orderedStep) }),
    ...(Array.isArray(onFailure) && { onFailure: onFailure.map(orderedStep) }),
  };
}

/** A step with the steps in it, but with what it is given left as it comes. */
function orderedStep(step: unknown): unknown {
  if (Array.isArray(step)) return step.map(orderedStep);
  if (!isPlain(step)) return step;
  const entries = Object.entries(inOrder(step, stepKeys));
  return Object.fromEntries(entries.map(([key, value]) => [key, givenKeys.has(key) ? value : orderedStep(value)]));
}

function orderedSchema(schema: Plain): Plain {
  const { properties, ...rest } = inOrder(schema, schemaKeys);
  if (!isPlain(properties)) return inOrder(schema, schemaKeys);
  const fields = Object.entries(properties).map(([name, field]) => [name, inOrder(field, schemaKeys)]);
  return { ...rest, properties: Object.fromEntries(fields) as Plain };
}

/** The known keys first, the others behind them as they come. What is no object stays what it is. */
function inOrder<T>(value: T, keys: readonly string[]): T {
  if (!isPlain(value)) return value;
  const known = keys.filter((key) => key in value).map((key) => [key, value[key]] as const);
  const others = Object.entries(value).filter(([key]) => !keys.includes(key));
  return Object.fromEntries([...known, ...others]) as T;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
