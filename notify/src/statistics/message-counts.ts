/**
 * Where the numbers of messages come from. Sums are kept of everything and of each account, template, rule and label by
 * itself; what is asked for by several of them at once, or by somebody who may see some messages only, is counted delivery
 * by delivery, and refused where that would take long.
 */
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { countDeliveries, type DeliveryCount } from "../sql/count-deliveries.ts";
import { readMessageCounts, type MessageCount } from "../sql/read-message-counts.ts";
import { readTopValues, type ValueCount } from "../sql/read-top-values.ts";
import type { MessageStatisticsFilter, Slice } from "./statistics-views.ts";

export interface MessageCounts {
  readonly rows: readonly MessageCount[];
  /** Of the values with the most deliveries, those first. */
  readonly values: readonly ValueCount[];
}

const MOST_GROUPS = 20;

type Asked = Required<Pick<MessageStatisticsFilter, "by" | "from" | "until" | "group" | "only">> &
  Pick<MessageStatisticsFilter, "channel" | "scope"> & { readonly zone: string };

/** @throws AppError REQUEST_INVALID when there is too much to count one by one */
export async function readCounts(store: Store, asked: Asked): Promise<MessageCounts> {
  const { by: period, channel = null, from, until, zone, group, only, scope = null } = asked;
  const [first, ...more] = Object.entries(only) as [Slice, string][];
  const kept = { period, channel, from, until, zone };
  if (scope === null && more.length === 0 && (first === undefined || first[0] === group)) {
    const [slice, value] = first ?? ["all", ""];
    const [rows, values] = await Promise.all([
      readMessageCounts(store, { ...kept, slice, value }),
      readTopValues(store, { ...kept, slice: group, limit: MOST_GROUPS }),
    ]);
    return { rows, values: values.filter((one) => first === undefined || one.value === value) };
  }
  const { account = null, template = null, rule = null, label } = only;
  const counts = await countDeliveries(store, {
    ...kept,
    group,
    account,
    template,
    rule,
    label: label === undefined ? null : readLabel(label),
    scope,
  });
  if (counts !== undefined) {
    return { rows: counts.filter(({ slice }) => slice === "all"), values: topValues(counts) };
  }
  // The sums of one thing are kept; only what it is made of is not told then.
  if (scope === null && more.length === 0 && first !== undefined) {
    const [slice, value] = first;
    return { rows: await readMessageCounts(store, { ...kept, slice, value }), values: [] };
  }
  const message = "These are more than 100,000 deliveries, and no sums of them are kept.";
  throw new AppError("REQUEST_INVALID", {
    problems: [{ path: "query.from", message, remedy: "Ask for a shorter time, or by one thing at a time." }],
  });
}

function readLabel(label: string): { readonly name: string; readonly value: string } {
  const place = label.indexOf("=");
  return { name: label.slice(0, place), value: label.slice(place + 1) };
}

function topValues(counts: readonly DeliveryCount[]): ValueCount[] {
  const byValue = Map.groupBy(
    counts.filter(({ slice, kind }) => slice !== "all" && kind === "state"),
    ({ channel, value }) => JSON.stringify([channel, value]),
  );
  return [...byValue.values()]
    .map((own) => ({ own, n: own.reduce((sum, one) => sum + one.n, 0) }))
    .toSorted((a, b) => b.n - a.n)
    .slice(0, MOST_GROUPS)
    .flatMap(({ own }) => own.map(({ channel, value, key, n }) => ({ channel, value, state: key, n })));
}
