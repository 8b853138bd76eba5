import type { MessageQuery } from "@belfry/client";
import { parseTimeSpan, timeSpanEnds, type TimeSpan } from "../../ui/time-span/index.ts";
import { deliveryStates, type DeliveryState } from "./message-queries.ts";

/** What narrows the list by a text. */
const texts = ["channel", "recipient", "label", "rule", "template", "businessKey"] as const;
export type TextFilter = (typeof texts)[number];

/** What the address of the list of messages says. */
export interface MessageSearch extends TimeSpan, Readonly<Partial<Record<TextFilter, string>>> {
  readonly execution?: number;
  readonly state?: DeliveryState;
  readonly cursor?: string;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseMessageSearch(search: Readonly<Record<string, unknown>>): MessageSearch {
  const { execution, state, cursor } = search;
  const knownState = deliveryStates.find((known) => known === state);
  return {
    ...(typeof execution === "number" && Number.isSafeInteger(execution) && execution > 0 && { execution }),
    ...Object.fromEntries(texts.flatMap((name) => readText(name, search[name]))),
    ...(knownState !== undefined && { state: knownState }),
    ...parseTimeSpan(search),
    ...(typeof cursor === "string" && cursor !== "" && { cursor }),
  };
}

function readText(name: TextFilter, value: unknown): [string, string][] {
  // The router reads a telephone number as a number.
  if ((typeof value !== "string" && typeof value !== "number") || String(value).trim() === "") return [];
  const text = String(value);
  return name === "label" && !/^[^=]+=[^=]*$/.test(text) ? [] : [[name, text]];
}

/** What to ask the server for. @param now in milliseconds */
export function toMessageFilter(search: MessageSearch, now: number): MessageQuery {
  const { range: _range, from: _from, until: _until, ...others } = search;
  return { ...others, ...timeSpanEnds(search, now), limit: 50 };
}

/** Whether anything narrows the list. */
export function isFiltered({ cursor: _cursor, ...search }: MessageSearch): boolean {
  return Object.keys(search).length > 0;
}
