import type { BelfryClient } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatTable } from "../output/table.ts";
import { readDocument, readText } from "../yaml/read-document.ts";
import { withContext, type AddCommand } from "./command.ts";

type Draft = Parameters<BelfryClient["calendars"]["save"]>[1];
type Notice = Awaited<ReturnType<BelfryClient["calendars"]["parseNotice"]>>;
type Day = Notice["days"][number];

export const addCalendarsList: AddCommand = (parent, host) => {
  parent
    .command("list")
    .description("list the calendars and how far each reaches")
    .action(
      withContext(host, async (context) => {
        const items = await (await context.client()).calendars.list();
        const rows = items.map(({ calendar, from, until, daysLeft, namedDays, name }) => [
          calendar,
          from,
          until,
          String(daysLeft),
          String(namedDays),
          name,
        ]);
        const heads = ["CALENDAR", "FROM", "UNTIL", "DAYS LEFT", "NAMED DAYS"].map((head) => ({ head }));
        const columns = [...heads, { head: "NAME", flexible: true }];
        context.print(
          { items },
          rows.length === 0 ? "There are no calendars." : formatTable(columns, rows, context.width),
        );
      }),
    );
};

export const addCalendarsShow: AddCommand = (parent, host) => {
  parent
    .command("show")
    .description("show a calendar with the days that differ from the week, and the rules that ask it")
    .argument("<calendar>")
    .action(
      withContext(host, async (context, name: string) => {
        const calendar = await (await context.client()).calendars.get(name);
        const { from, until, daysLeft, rules, days } = calendar;
        const lines = [
          `${calendar.calendar}: ${calendar.name}`,
          `Knows ${from} to ${until}; ${daysLeft < 0 ? "it has ended" : `${daysLeft} days are left`}.`,
          rules.length === 0 ? "No rule asks it." : `Asked by ${rules.join(", ")}.`,
          ...days.map((day) => describeDay(day)),
        ];
        context.print(calendar, lines.join("\n"));
      }),
    );
};

export const addCalendarsApply: AddCommand = (parent, host) => {
  parent
    .command("apply")
    .description("save a calendar from a YAML or JSON file; - reads standard input")
    .argument("<file>")
    .action(
      withContext(host, async (context, path: string) => {
        const { calendar, ...draft } = calendarOf(path, (await readDocument(path, context.stdin)).data);
        const saved = await (await context.client()).calendars.save(calendar, draft as unknown as Draft);
        context.print(saved, `Saved ${saved.calendar}: it knows ${saved.from} to ${saved.until}.`);
      }),
    );
};

export const addCalendarsRemove: AddCommand = (parent, host) => {
  parent
    .command("remove")
    .description("remove a calendar that no rule asks")
    .argument("<calendar>")
    .action(
      withContext(host, async (context, name: string) => {
        await (await context.client()).calendars.remove(name);
        context.print({ removed: name }, `Removed ${name}.`);
      }),
    );
};

interface NoticeOptions {
  readonly calendar: string;
  readonly save?: boolean;
}

export const addCalendarsParseNotice: AddCommand = (parent, host) => {
  parent
    .command("parse-notice")
    .description("read the notice about the holidays of a year, and show what it changes; - reads standard input")
    .argument("<file>", "the notice of the State Council as text, with its title")
    .option("--calendar <name>", "the calendar it is compared with", "cn-workday")
    .option("--save", "save the changed calendar")
    .action(
      withContext(host, async (context, path: string, options: NoticeOptions) => {
        const text = await readText(path, context.stdin);
        const { calendars } = await context.client();
        const notice = await calendars.parseNotice(text, options.calendar);
        const { change } = notice;
        const lines = describeChange(notice);
        if (options.save === true && change !== null) {
          await calendars.save(options.calendar, change.after, { ifRevision: change.revision });
          lines.push(`Saved ${options.calendar}: it knows the days until ${change.after.until}.`);
        } else {
          lines.push("Nothing was saved; --save saves it.");
        }
        context.print({ ...notice, saved: options.save === true }, lines.join("\n"));
      }),
    );
};

function describeChange({ year, change }: Notice): string[] {
  if (change === null) return [];
  const { added, changed, removed } = change;
  return [
    `${year}: ${added.length} days added, ${changed.length} changed, ${removed.length} removed.`,
    ...added.map((day) => `+ ${describeDay(day)}`),
    ...changed.map(({ before, after }) => `~ ${describeDay(after)} (was ${describeDay(before)})`),
    ...removed.map((day) => `- ${describeDay(day)}`),
  ];
}

function describeDay({ date, kind, name }: Day): string {
  return [date, kind === "off" ? "off " : "work", name ?? ""].join("  ").trimEnd();
}

function calendarOf(path: string, data: unknown): Record<string, unknown> & { readonly calendar: string } {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) {
    const { calendar, ...draft } = data as Record<string, unknown>;
    if (typeof calendar === "string") return { ...draft, calendar };
  }
  const remedy = "A calendar is an object with calendar, name, from, until and days.";
  throw new CliError("FILE_INVALID", `${path} holds no calendar.`, { remedy, exitCode: ExitCode.refused });
}
