import { functionFault } from "./function-fault.ts";
import { formatDuration } from "../time/duration.ts";

/**
 * Turns what CEL gives into plain JSON. Lists and objects that hold nothing but JSON come back as they are: a hundred
 * thousand rows are not copied only to be looked at.
 *
 * @param shallow Whether the value was only named, so that what lies in it is JSON already.
 */
export function plainValue(value: unknown, shallow: boolean): unknown {
  switch (typeof value) {
    case "bigint":
      return plainInteger(value);
    case "number":
      if (Number.isFinite(value)) return value;
      throw functionFault("The result is not a finite number.", "Look for a division by zero.");
    case "object":
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      if (Array.isArray(value)) return shallow ? value : plainList(value);
      if (isPlainObject(value)) return shallow ? value : plainObject(value);
      return plainInstance(value);
    default:
      return value;
  }
}

function plainInteger(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw functionFault(`The result ${value} is too large for a number in JSON.`, "Turn it into a text with string(…).");
}

function plainList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    const plain = plainValue(item, false);
    if (plain !== item) {
      copy ??= [...list];
      copy[index] = plain;
    }
  }
  return copy ?? list;
}

function plainObject(object: object): object {
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(object)) {
    const plain = plainValue(item, false);
    if (plain !== item) {
      copy ??= { ...object };
      copy[key] = plain;
    }
  }
  return copy ?? object;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What CEL has beyond JSON: durations become `1h30m`, unsigned numbers numbers; bytes and types have no plain form. */
function plainInstance(value: object): unknown {
  const primitive: unknown = value.valueOf();
  if (typeof primitive === "bigint") return plainInteger(primitive);
  if (typeof primitive === "number") return formatDuration(primitive);
  throw functionFault(
    "The result is neither a text, a number, true or false, a list nor an object.",
    "Turn it into a text with string(…).",
  );
}
