/** What figures are shown of: every filter of the dashboard, as the API takes them. */
export interface FigureFilter {
  readonly campaign?: string;
  readonly city?: string;
  readonly provider?: string;
  /** A name, or the key of a person. */
  readonly person?: string;
  readonly from?: string;
  readonly until?: string;
}

export const measures = ["contracts", "amount", "performance", "reward"] as const;
export type Measure = (typeof measures)[number];
export const rankings = ["performance", "amount", "contracts", "rewards"] as const;
export type RankedBy = (typeof rankings)[number];

/** In seconds. */
export const refreshChoices = [10, 30, 60, 120, 300, 600] as const;
export const DEFAULT_REFRESH_SECONDS = 60;

/** What the address of the dashboard says: whoever opens the link sees the same. */
export interface IncentiveSearch extends FigureFilter {
  /** @default days */
  readonly by?: "month";
  /** What the trend shows. @default contracts */
  readonly measure?: Exclude<Measure, "contracts">;
  /** @default performance */
  readonly rank?: Exclude<RankedBy, "performance">;
  /** A page of the ranking. */
  readonly cursor?: string;
  /** From 10 to 600 seconds. @default 60 */
  readonly refresh?: number;
  /** The contract that is open: campaign and contract with a stroke between them. */
  readonly open?: string;
}

const filterNames = ["campaign", "city", "provider", "person"] as const;
const dayNames = ["from", "until"] as const;

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseIncentiveSearch(search: Readonly<Record<string, unknown>>): IncentiveSearch {
  const { by, refresh } = search;
  const measure = measures.find((known) => known === search["measure"]);
  const rank = rankings.find((known) => known === search["rank"]);
  return {
    ...textsIn(search, [...filterNames, "cursor", "open"]),
    ...Object.fromEntries(
      dayNames.flatMap((name) => {
        const day = search[name];
        return isDay(day) ? [[name, day]] : [];
      }),
    ),
    ...(by === "month" && { by }),
    ...(measure !== undefined && measure !== "contracts" && { measure }),
    ...(rank !== undefined && rank !== "performance" && { rank }),
    ...(isRefresh(refresh) && refresh !== DEFAULT_REFRESH_SECONDS && { refresh }),
  };
}

export function filterOf({ campaign, city, provider, person, from, until }: IncentiveSearch): FigureFilter {
  return withoutNothing({ campaign, city, provider, person, from, until });
}

/** A filter changed: the page of the ranking and the open contract were of what was shown before. */
export function withFilter(
  { cursor: _cursor, open: _open, ...search }: IncentiveSearch,
  change: { readonly [Name in keyof IncentiveSearch]?: IncentiveSearch[Name] | undefined },
): IncentiveSearch {
  return withoutNothing({ ...search, ...change });
}

/** The campaign and the contract of an address; a contract may have a stroke in its name, a campaign never. */
export function openContract(
  open: string | undefined,
): { readonly campaign: string; readonly contract: string } | undefined {
  const [, campaign = "", contract = ""] = /^([^/]+)\/(.+)$/.exec(open ?? "") ?? [];
  return campaign === "" ? undefined : { campaign, contract };
}

/** The router reads a number as a number. */
export function textsIn<Name extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found = names.flatMap((name) => {
    const value = search[name];
    if (typeof value !== "string" && typeof value !== "number") return [];
    const text = String(value).trim();
    return text === "" || text.length > 300 ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found) as Partial<Record<Name, string>>;
}

/** Without what is undefined or an empty text: an address names only what was chosen. */
export function withoutNothing<T extends object>(value: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== "")) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

function isRefresh(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 10 && value <= 600;
}

function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  // 30 February is read as 2 March, and refused by the server.
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
