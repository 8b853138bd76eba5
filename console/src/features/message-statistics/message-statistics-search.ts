import { parseTimeSpan, type TimeSpan } from "../../ui/time-span/index.ts";

export const groupKinds = ["account", "template", "rule", "label"] as const;
export type GroupKind = (typeof groupKinds)[number];

/** What the address of the statistics of messages says. */
export interface MessageStatisticsSearch extends TimeSpan {
  /** @default days */
  readonly by?: "hour";
  readonly channel?: string;
  /** @default accounts */
  readonly group?: Exclude<GroupKind, "account">;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseMessageStatisticsSearch(search: Readonly<Record<string, unknown>>): MessageStatisticsSearch {
  const { by, channel, group } = search;
  return {
    ...(by === "hour" && { by }),
    ...(typeof channel === "string" && channel !== "" && { channel }),
    ...((group === "template" || group === "rule" || group === "label") && { group }),
    ...parseTimeSpan(search),
  };
}
