import { parseTimeSpan, type TimeSpan } from "../../ui/time-span/index.ts";

export const groupKinds = ["account", "template", "rule", "label"] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What the address of the statistics of messages says. */
export interface MessageStatisticsSearch extends TimeSpan {
  /** @default days */
  readonly by?: "hour";
  readonly channel?: string;
  readonly account?: string;
  readonly template?: string;
  readonly rule?: string;
  /** `team=finance` */
  readonly label?: string;
  /** @default accounts */
  readonly group?: Exclude<GroupKind, "account">;
}

/** What the deliveries are narrowed by besides time and channel. */
export function narrowedBy(search: MessageStatisticsSearch): Readonly<Partial<Record<GroupKind, string>>> {
  return Object.fromEntries(
    groupKinds.flatMap((kind) => {
      const value = search[kind];
      return value === undefined ? [] : [[kind, value] as const];
    }),
  );
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseMessageStatisticsSearch(search: Readonly<Record<string, unknown>>): MessageStatisticsSearch {
  const { by, channel, group } = search;
  const only = groupKinds.flatMap((kind) => {
    const value = search[kind];
    if (typeof value !== "string" || value.trim() === "" || value.length > 300) return [];
    return kind === "label" && !/^[^=]+=/.test(value) ? [] : [[kind, value] as const];
  });
  return {
    ...(by === "hour" && { by }),
    ...(typeof channel === "string" && channel !== "" && { channel }),
    ...Object.fromEntries(only),
    ...((group === "template" || group === "rule" || group === "label") && { group }),
    ...parseTimeSpan(search),
  };
}
