import { parseTimeSpan, type TimeSpan } from "../../ui/time-span/index.ts";

/** What the address of the question says. */
export interface WhySearch extends TimeSpan {
  readonly recipient?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseWhySearch(search: Readonly<Record<string, unknown>>): WhySearch {
  const { recipient } = search;
  // The router reads a telephone number as a number.
  const text = typeof recipient === "string" || typeof recipient === "number" ? String(recipient).trim() : "";
  return { ...(text !== "" && { recipient: text }), ...parseTimeSpan(search) };
}
