import { stringify } from "yaml";

type Plain = Readonly<Record<string, unknown>>;

/** A rule as its author would write it: the server answers its keys in that order. */
export function ruleYaml(definition: Plain): string {
  return stringify(definition, { lineWidth: 110 });
}

/**
 * The same value with its keys as far as possible in the order of another one: in the text that somebody typed and in the
 * stored one only what they say is compared, and not where it stands.
 */
export function inOrderOf<T>(value: T, like: unknown): T {
  return ordered(value, like) as T;
}

function ordered(value: unknown, like: unknown): unknown {
  if (Array.isArray(value)) {
    const others: readonly unknown[] = Array.isArray(like) ? like : [];
    return value.map((item: unknown, place) => ordered(item, counterpart(item, place, others)));
  }
  if (!isPlain(value)) return value;
  const other = isPlain(like) ? like : {};
  const known = Object.keys(other).filter((key) => key in value);
  const added = Object.keys(value).filter((key) => !(key in other));
  return Object.fromEntries([...known, ...added].map((key) => [key, ordered(value[key], other[key])]));
}

/** Steps and triggers are the same one when they have the same name, wherever they were moved to. */
function counterpart(item: unknown, place: number, others: readonly unknown[]): unknown {
  if (!isPlain(item) || item["id"] === undefined) return others[place];
  return others.find((other) => isPlain(other) && other["id"] === item["id"]) ?? others[place];
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
