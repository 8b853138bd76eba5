/** Runs the cases through the shipped rules, each on an installation of its own. */
import { startServiceJobs, type ServiceJobs } from "../../support/start-service-jobs.ts";
import {
  isDryRun,
  type JobRun,
  type PendingInput,
  type Rows,
  type SeedInput,
  type SlaInput,
  type Violation,
} from "./file.ts";
import { watchDryRun, watchRun, type WatchedRun } from "./watch-run.ts";

/** The columns of the questions, as the rules go by their places. */
const slaColumns =
  "_id,sid,saCreateTime,orderNum,province,orgName,supervisorName,sourceType,status,msg,memo,workType,createTime".split(
    ",",
  );
const orderColumns = ["orderNum", "customerName", "address", "supervisorName", "createTime", "orgName", "status"];

/** The groups of the cases, whose addresses are those of the original's settings. */
const groups = { providers: { 服务商A: "a", 服务商B: "b" }, defaultGroup: "default" };
const shanghai = (now: string) => `${now}+08:00`;

/** The program until 2026: its own texts, records under today, and a week of them kept. */
export async function runSeed(input: SeedInput): Promise<unknown> {
  const sla = { layout: "earlier", businessDay: 0, keepDays: 7 };
  const { providers } = input;
  await using jobs = await startServiceJobs({ providers, defaultGroup: "默认接收人", variables: { sla } });
  await jobs.database.clock.set(shanghai(input.now));
  await keepBefore(jobs, input.storedRecords);
  jobs.answer(
    "sla",
    input.violations.map((violation) => slaColumns.map((name) => violation[name])),
  );
  const { posts } = await watchRun(jobs, "sla-report");
  return {
    messages: posts.map(({ group, text }) => ({ recipient: group, message: text })),
    storedDates: await storedDates(jobs),
  };
}

export async function runSla(input: SlaInput): Promise<unknown> {
  await using jobs = await startServiceJobs(groups);
  await jobs.database.clock.set(shanghai(input.now));
  const before = Object.entries(input.storedBefore).map(([date, rows]) => [date, named(rows, input.columns)] as const);
  await keepBefore(jobs, Object.fromEntries(before));
  const runs: JobRun[] = [];
  for (const [place, rows] of input.runs.entries()) {
    jobs.answer("sla", ordered(rows, input.columns, slaColumns));
    const run = await (isDryRun(input)
      ? watchDryRun(jobs, "sla-report")
      : watchRun(jobs, "sla-report", { status: input.httpStatusPerRun?.[place] }));
    // Of a dry run nothing is handed over.
    const handed = (action: string) => (run.isDryRun ? 0 : (run.output(action)?.["count"] ?? 0));
    const counts = {
      raw_records: run.output("query")?.["count"],
      stored_records: run.output("store")?.["total"],
      daily_enqueued: handed("list"),
      weekly_enqueued: handed("reports"),
    };
    runs.push(jobRun(counts, run));
  }
  return { runs };
}

export async function runPending(input: PendingInput): Promise<unknown> {
  // The original printed times by the clock of Greenwich.
  const variables = { pendingOrders: { timezone: "UTC" } };
  await using jobs = await startServiceJobs({ ...groups, variables });
  const runs: JobRun[] = [];
  for (const [place, { minutesLater, rows }] of input.runs.entries()) {
    const at = new Date(new Date(input.now).getTime() + minutesLater * 60_000);
    jobs.answer("pendingOrders", ordered(rows, input.columns, orderColumns));
    const run = await (isDryRun(input)
      ? watchDryRun(jobs, "pending-orders", at)
      : watchRun(jobs, "pending-orders", { status: input.httpStatusPerRun?.[place], at }));
    const counts = {
      raw_orders: run.output("query")?.["count"],
      eligible_orders: run.output("orders")?.["count"],
      deactivated_orders: run.output("store")?.["missing"],
      orgs_with_new_orders: run.output("digests")?.["count"],
      enqueued: run.fresh,
    };
    runs.push(jobRun(counts, run));
  }
  return { runs };
}

/** Each company has a group of its own name here, in the place of the window that the original opened. */
export async function runTechnicians(rows: Rows): Promise<unknown> {
  const companies = [...new Set(rows.map((row) => String(row[3])))];
  const providers = Object.fromEntries(companies.map((company) => [company, company]));
  await using jobs = await startServiceJobs({ providers, defaultGroup: "default" });
  jobs.answer("technicianStatus", rows);
  const { posts } = await watchRun(jobs, "technician-status");
  return {
    tasks: posts.filter((post) => !toDefault(post)).map(({ group, text }) => ({ recipient: group, message: text })),
    webhookPosts: posts.filter(toDefault).map(({ text }) => text),
  };
}

const toDefault = ({ group }: { readonly group: string }) => group === "default";

function jobRun(counts: Readonly<Record<string, unknown>>, run: WatchedRun): JobRun {
  const { posts, sent, failed, dead } = run;
  const outcomes = { sent, failed, dead_letter: dead, dry_run: run.isDryRun ? 1 : 0 };
  const stats = { ...(counts as Record<string, number>), ...outcomes };
  return { stats, posts: posts.map(({ group, text }) => ({ url: `https://example.com/${group}`, content: text })) };
}

const named = (rows: Rows, columns: readonly string[]): Violation[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])));

const ordered = (rows: Rows, columns: readonly string[], wanted: readonly string[]): Rows =>
  rows.map((row) => wanted.map((name) => row[columns.indexOf(name)]));

/** What earlier runs of the rule had kept. */
async function keepBefore({ api }: ServiceJobs, stored: Readonly<Record<string, readonly Violation[]>>): Promise<void> {
  const records = Object.entries(stored).flatMap(([day, violations]) =>
    violations.map((violation, place) => ({
      key: `${day}/${String(violation["_id"])}`,
      fields: { ...violation, day, place: place + 1 },
    })),
  );
  if (records.length > 0) await api("POST", "/v1/records/sla-violations/rows", { records });
}

async function storedDates({ api }: ServiceJobs): Promise<string[]> {
  const { items } = await api<{ items: { fields: { day: string } }[] }>(
    "GET",
    "/v1/records/sla-violations/rows?limit=200",
  );
  return [...new Set(items.map(({ fields }) => fields.day))].toSorted();
}
