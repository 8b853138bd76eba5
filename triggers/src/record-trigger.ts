/**
 * Fires for each record of a table when its date comes: 30 days before `endDate`, at nine in the morning. Each look takes
 * the moments since the last one, so a time without a server is caught up with as far as `within` says. A record that was
 * changed since then is looked at whatever its moment was: a contract that is entered late still counts. What is offered
 * twice is known by its id, which names the record and the moment; so another date fires anew, and another telephone number
 * does not.
 */
import {
  ActionFailure,
  addDays,
  defineTrigger,
  Duration,
  durationMs,
  formatInZone,
  parseInstant,
  TimeZone,
  type FeedContext,
  type IncomingEvent,
  type Polled,
  type RecordView,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { TimeOfDay } from "./daily.ts";

const DAY_MS = 86_400_000;
/** Ids are known for seven days; a moment that is older than that could fire a second time. */
const LONGEST_WITHIN_MS = 6 * DAY_MS;
/** A change that is committed a little after its time is seen at the next look. */
const OVERLAP_MS = 300_000;
const MOST_EVENTS = 10_000;

const RecordTrigger = z
  .strictObject({
    record: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,62}$/, "A table is named with small letters, digits, - and _.")
      .describe("The table of records."),
    field: z
      .string()
      .min(1)
      .max(200)
      .describe("The field that holds a date or a time: 2026-05-31, 2026-05-31T18:00:00+08:00."),
    offset: z
      .string()
      .regex(/^[+-]?\d+(?:ms|[smhdw])(?:\d+(?:ms|[smhd]))*$/, "Write how long before or after: -30d, 2h, -1w.")
      .default("0s")
      .describe("How long after the date, before it with -. Days are days of the calendar."),
    at: TimeOfDay.optional().describe(
      "The time of that day. Default: the time of the field, midnight for a date alone.",
    ),
    timezone: TimeZone.optional().describe("The zone of days and times. Default: Asia/Shanghai."),
    where: z
      .record(z.string().min(1), z.json())
      .default({})
      .describe("Only records in which these fields have these values."),
    within: Duration.default("1d")
      .refine((text) => durationMs(text) <= LONGEST_WITHIN_MS, "At most 6d.")
      .describe("How late it may still fire: after a time without a server, or for a record that was entered late."),
    every: Duration.default("1m").describe("How often the table is looked through; each look reads all of it."),
  })
  .meta({ id: "RecordTrigger" });
type RecordTrigger = z.output<typeof RecordTrigger>;

const Cursor = z.object({ until: z.iso.datetime() });

/** Fires relative to a date field of the records of a table. */
export const recordTrigger = defineTrigger({
  kind: "poll",
  id: "record",
  displayName: { zh: "记录的日期", en: "Date of a record" },
  description: {
    zh: "按内置数据表里每条记录的日期字段触发，可提前或推后，例如合同到期前 30 天的 09:00",
    en: "Fires for each record of a table by a date in it, before or after: at nine, 30 days before a contract ends",
  },
  config: RecordTrigger,
  describe: ({ record, field, offset, at }) => ({
    zh: `${record} 的 ${field}${offset === "0s" ? "" : ` ${offset}`}${at === undefined ? "" : ` ${at}`}`,
    en: `${field} of ${record}${offset === "0s" ? "" : ` ${offset}`}${at === undefined ? "" : ` at ${at}`}`,
  }),
  everyMs: ({ every }) => Math.max(1_000, durationMs(every)),
  poll,
});

async function poll(ctx: FeedContext, config: RecordTrigger, cursor: unknown): Promise<Polled> {
  const now = ctx.now;
  const before = Cursor.safeParse(cursor).data;
  const since = before === undefined ? now : new Date(before.until);
  const oldest = new Date(now.getTime() - durationMs(config.within));
  const events: IncomingEvent[] = [];
  let unread = 0;
  for await (const record of ctx.records.read(config.record, { where: config.where })) {
    ctx.signal.throwIfAborted();
    const value = record.fields[config.field];
    if (value === undefined || value === null || value === "") continue;
    const moment = momentOf(value, config);
    if (moment === undefined) {
      unread += 1;
      continue;
    }
    const isNew = moment > since || record.updatedAt.getTime() > since.getTime() - OVERLAP_MS;
    if (moment > now || moment <= oldest || !isNew) continue;
    events.push(eventOf(config, record, moment));
    if (events.length > MOST_EVENTS) throw tooMany(config);
  }
  if (unread > 0) ctx.log.warn(`${unread} records of ${config.record} have a ${config.field} that is no date.`);
  return { events, cursor: { until: now.toISOString() } };
}

/** When a record is due; nothing for a value that is no date. */
export function momentOf(
  value: unknown,
  { offset, at, timezone = "Asia/Shanghai" }: Pick<RecordTrigger, "offset" | "at" | "timezone">,
): Date | undefined {
  const base = typeof value === "string" ? parseInstant(value, timezone) : undefined;
  if (base === undefined) return undefined;
  const sign = offset.startsWith("-") ? -1 : 1;
  const ms = durationMs(offset.replace(/^[+-]/, ""));
  // Whole days keep their time of day, also where a clock is changed in between.
  const days = Math.floor(ms / DAY_MS);
  const moved = new Date(addDays(base, sign * days, timezone).getTime() + sign * (ms - days * DAY_MS));
  if (at === undefined) return moved;
  return parseInstant(`${formatInZone(moved, timezone, "%F")} ${at}:00`, timezone);
}

function eventOf({ record: table, field, offset }: RecordTrigger, record: RecordView, moment: Date): IncomingEvent {
  return {
    source: `record:${table}`,
    id: `${record.key}@${moment.toISOString()}`,
    type: "record.date",
    subject: record.key,
    occurredAt: moment,
    data: { table, key: record.key, field, offset, dueAt: moment.toISOString(), record: record.fields },
  };
}

function tooMany({ record }: RecordTrigger): ActionFailure {
  return new ActionFailure(
    `More than ${MOST_EVENTS} records of ${record} are due at once. Give a narrower \`where\`.`,
    {
      class: "config",
      code: "RECORDS_TOO_MANY",
    },
  );
}
