import { functionFault, numberFrom, wholeNumberFrom } from "./function-fault.ts";
import type { ExpressionFunction } from "./register-functions.ts";

export const mapFunctions: readonly ExpressionFunction[] = [
  { name: "keys", takes: ["map"], gives: "list<string>", run: (map) => Object.keys(mapFrom(map)) },
  { name: "values", takes: ["map"], gives: "list", run: (map) => Object.values(mapFrom(map)) },
  {
    name: "get",
    takes: ["map", "string", "dyn"],
    gives: "dyn",
    run: (map, key, otherwise) => get(mapFrom(map), String(key), otherwise),
  },
];

export const numberFunctions: readonly ExpressionFunction[] = [
  {
    name: "round",
    takes: ["dyn"],
    gives: "int",
    form: "function",
    run: (value) => toInt(roundTo(numberFrom(value, "value"), 0)),
  },
  {
    name: "round",
    takes: ["dyn", "int"],
    gives: "double",
    form: "function",
    run: (value, digits) =>
      roundTo(numberFrom(value, "value"), wholeNumberFrom(digits, "number of digits", { min: 0, max: 15 })),
  },
  {
    name: "min",
    takes: ["dyn", "dyn"],
    gives: "dyn",
    form: "function",
    run: (a, b) => (numberFrom(a, "value") <= numberFrom(b, "value") ? a : b),
  },
  {
    name: "max",
    takes: ["dyn", "dyn"],
    gives: "dyn",
    form: "function",
    run: (a, b) => (numberFrom(a, "value") >= numberFrom(b, "value") ? a : b),
  },
];

function mapFrom(value: unknown): object {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw functionFault("A value is not an object with fields.", "Compare it with the data it comes from.");
}

function get(map: object, key: string, otherwise: unknown): unknown {
  return (Object.hasOwn(map, key) ? Reflect.get(map, key) : undefined) ?? otherwise;
}

/** Half away from zero, by the decimal digits that people see: 1.005 to two digits is 1.01, though it is stored a little below. */
function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value)) throw functionFault("The value is not a finite number.", "Look for a division by zero.");
  const [mantissa, exponent = "0"] = Math.abs(value).toString().split("e");
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
  const [shiftedMantissa, shiftedExponent = "0"] = shifted.toString().split("e");
  return Math.sign(value) * Number(`${shiftedMantissa}e${Number(shiftedExponent) - digits}`);
}

function toInt(value: number): bigint {
  return BigInt(value);
}
