/**
 * What PostgreSQL sends as text, as JSON: dates as ISO texts, numbers where a number holds them exactly and texts where it
 * does not, bytes in Base64, JSON as what it means. A session that reads has its zone and styles set to match.
 */
import { numberOrText } from "../database/exact-number.ts";

type Parse = (text: string) => unknown;

const asNumber: Parse = (text) => {
  const number = Number(text);
  // NaN and Infinity are no JSON.
  return Number.isFinite(number) ? number : text;
};
const asInstant: Parse = (text) => text.replace(" ", "T").replace(/\+00$/, "Z");
const asBase64: Parse = (text) => Buffer.from(text.slice(2), "hex").toString("base64");

/** By the number of the type; every other type stays its text. */
const scalars: ReadonlyMap<number, Parse> = new Map([
  [16, (text) => text === "t"],
  [17, asBase64],
  [20, numberOrText],
  [21, asNumber],
  [23, asNumber],
  [26, asNumber],
  [114, (text) => JSON.parse(text) as unknown],
  [700, asNumber],
  [701, asNumber],
  [1114, asInstant],
  [1184, asInstant],
  [1700, numberOrText],
  [3802, (text) => JSON.parse(text) as unknown],
]);

/** The types of lists with those of their elements. */
const elements: ReadonlyMap<number, number> = new Map([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1115, 1114],
  [1182, 1082],
  [1185, 1184],
  [1231, 1700],
  [2951, 2950],
  [3807, 3802],
]);

/** Reads the text of a value of a type. `readTexts` reads a list of texts, which may hold lists. */
export function postgresParser(type: number, readTexts: (text: string) => unknown): Parse {
  const element = elements.get(type);
  if (element === undefined) return scalars.get(type) ?? asText;
  const parse = scalars.get(element) ?? asText;
  return (text) => parsed(readTexts(text), parse);
}

const asText: Parse = (text) => text;

function parsed(value: unknown, parse: Parse): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => parsed(item, parse));
  return typeof value === "string" ? parse(value) : null;
}
