import { valueAt } from "@belfry/plugin-kit";
import type { PagingInput } from "./paging-fields.ts";
import type { CallAdditions } from "./resolve-call.ts";

/** A page that was read. */
export interface PageSeen {
  readonly json: unknown;
  /** Rows on this page. */
  readonly count: number;
  /** Rows on all pages so far, this one included. */
  readonly received: number;
  /** What the first answer said, where it said so. */
  readonly total: number | undefined;
  /** Rows on the first page. */
  readonly firstCount: number;
  /** Counted from 0. */
  readonly page: number;
}

/** What the next page adds to the request; nothing after the last one. */
export type PageStep = CallAdditions | undefined;

export function firstStep(paging: PagingInput): CallAdditions {
  switch (paging.kind) {
    case "none":
      return {};
    case "offset":
      return placed(paging.in, { [paging.offset]: paging.first, [paging.limit]: paging.size });
    case "page":
      return placed(paging.in, { [paging.page]: paging.first, ...sized(paging) });
    case "cursor":
      return placed(paging.in, sized(paging));
  }
}

export function nextStep(paging: PagingInput, seen: PageSeen, baseUrl: string): PageStep {
  switch (paging.kind) {
    case "none":
      return undefined;
    case "offset":
      if (isLast(seen, undefined)) return undefined;
      // By what came and not by what was asked for: a server that gives at most 100 would else have its rows left out.
      return placed(paging.in, { [paging.offset]: paging.first + seen.received, [paging.limit]: paging.size });
    case "page":
      if (isLast(seen, paging.pages === undefined ? undefined : wholeNumber(valueAt(seen.json, paging.pages))))
        return undefined;
      return placed(paging.in, { [paging.page]: paging.first + seen.page + 1, ...sized(paging) });
    case "cursor": {
      const next = valueAt(seen.json, paging.next);
      if (next === undefined || next === null || next === "" || next === false) return undefined;
      const mark = typeof next === "string" || typeof next === "number" ? String(next) : JSON.stringify(next);
      if (paging.param !== undefined) return placed(paging.in, { [paging.param]: mark, ...sized(paging) });
      return { url: URL.canParse(mark, baseUrl) ? new URL(mark, baseUrl).href : mark };
    }
  }
}

function isLast({ count, received, total, firstCount, page }: PageSeen, pages: number | undefined): boolean {
  if (count === 0) return true;
  if (pages !== undefined) return page + 1 >= pages;
  if (total !== undefined) return received >= total;
  // A short first page may be all there is, or all the server gives at once: the second one tells. A later page that is
  // shorter than the first one is the last.
  return page > 0 && count < firstCount;
}

/** A number of rows or pages; servers send it as a text, too. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function sized(paging: {
  readonly limit?: string | undefined;
  readonly size?: number | undefined;
}): Record<string, number> {
  return paging.limit === undefined || paging.size === undefined ? {} : { [paging.limit]: paging.size };
}

function placed(where: "query" | "body", values: Readonly<Record<string, string | number>>): CallAdditions {
  if (where === "body") return { fields: values };
  return { query: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])) };
}
