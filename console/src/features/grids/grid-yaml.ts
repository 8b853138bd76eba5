import { stringify } from "yaml";

type Plain = Readonly<Record<string, unknown>>;

/** As people write them: what it is comes first. The database keeps no order. */
const gridKeys = [
  "grid",
  "name",
  "description",
  "labels",
  "timezone",
  "dayStartsAt",
  "calendar",
  "dimensions",
  "taskTypes",
] as const;
const taskKeys = ["task", "name", "enabled", "where", "schedule", "period", "rule", "worker"] as const;
const dimensionKeys = ["dimension", "name"] as const;

/** A grid as its author would write it. */
export function gridYaml(definition: Plain): string {
  const ordered = inOrder(definition, gridKeys);
  const inside = (key: string, keys: readonly string[]) =>
    Array.isArray(ordered[key]) ? { [key]: ordered[key].map((one: Plain) => inOrder(one, keys)) } : {};
  return stringify(
    { ...ordered, ...inside("dimensions", dimensionKeys), ...inside("taskTypes", taskKeys) },
    { lineWidth: 110 },
  );
}

/** The named keys first, the others behind them as they are. */
function inOrder(value: Plain, keys: readonly string[]): Plain {
  const first = keys.filter((key) => key in value);
  const rest = Object.keys(value).filter((key) => !keys.includes(key));
  return Object.fromEntries([...first, ...rest].map((key) => [key, value[key]]));
}
