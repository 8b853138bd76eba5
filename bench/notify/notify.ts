/**
 * The notification service against its peers, all in one run on one machine:
 *
 * - accepting: 50 keep-alive clients hand in one text mail each time, durably, against postfix's smtpd;
 * - draining: 5,000 queued mails of 10 KB over four accounts, against a bare nodemailer pool and postfix end to end;
 * - attachments: 1,000 mails with the same 50 KB workbook, against bare nodemailer;
 * - robots: 1,000 messages over five robots that take twenty in a minute, against the time that this takes at least;
 * - connections: 100, 500 and 1,000 open connections with one request a second each.
 *
 * `npm run bench -- notify [MAILS] [ATTACHMENTS] [ROBOT MESSAGES] [SECONDS OF ACCEPTING]`; nought leaves a part out.
 * Robots take ten minutes for a thousand messages. Mails go to postfix's smtp-sink, so that no sink is the limit.
 */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { measureProgram } from "../support/measure-program.ts";
import { sendBySource, startMailSink, startPostfix } from "./mail-server.ts";

interface Rate {
  readonly perSecond: number;
}

interface Accepting extends Rate {
  readonly p95Ms: number;
  readonly connections: readonly { readonly open: number; readonly errors: number; readonly p95Ms: number }[];
}

interface Robots {
  readonly seconds: number;
  readonly least: number;
  readonly penalties: number;
}

const MAIL_BYTES = 10 * 1024;
const WORKBOOK_BYTES = 50 * 1024;
const [mails = 0, attached = 0, robotMessages = 0, acceptSeconds = 0] = numbersOf(5_000, 1_000, 1_000, 20);

await using database = await openBenchDatabase();
await using sink = await startMailSink();
const isRoot = process.getuid?.() === 0;
const program = (name: string) => new URL(`./${name}.ts`, import.meta.url);
const line: Record<string, unknown> = { bench: "notify" };

if (acceptSeconds > 0) {
  const accepting = await measureProgram<Accepting>(program("accept"), [database.folder, acceptSeconds]);
  say(`accepting: ${accepting.perSecond.toFixed(0)}/s, p95 ${accepting.p95Ms} ms`);
  for (const { open, errors, p95Ms } of accepting.connections)
    say(`${open} open connections: ${errors} errors, p95 ${p95Ms} ms`);
  line["acceptPerSecond"] = Math.round(accepting.perSecond);
  line["acceptP95Ms"] = accepting.p95Ms;
  line["connections"] = accepting.connections;
  const peer = isRoot ? await postfixAccepts() : undefined;
  line["acceptRatioToPostfix"] = peer === undefined ? null : ratio(accepting.perSecond, peer);
}
if (mails > 0) {
  const bare = await throughSink<Rate>("nodemailer", [sink.port, mails, MAIL_BYTES], mails);
  say(`bare nodemailer: ${bare.perSecond.toFixed(0)} mails/s`);
  const belfry = await throughSink<Rate>("drain", [database.url, sink.port, mails, MAIL_BYTES], mails);
  say(`belfry: ${belfry.perSecond.toFixed(0)} mails/s over four accounts`);
  line["drainPerSecond"] = Math.round(belfry.perSecond);
  line["drainRatioToNodemailer"] = ratio(belfry.perSecond, bare.perSecond);
  if (isRoot) line["drainRatioToPostfix"] = ratio(belfry.perSecond, await postfixDelivers(mails));
}
if (attached > 0) {
  const workbook = join(database.folder, "workbook.xlsx");
  await writeFile(workbook, randomBytes(WORKBOOK_BYTES));
  const bare = await throughSink<Rate>("nodemailer", [sink.port, attached, 0, workbook], attached);
  const belfry = await throughSink<Rate>("drain", [database.url, sink.port, attached, 0, workbook], attached);
  say(`with a workbook: bare nodemailer ${bare.perSecond.toFixed(0)}/s, belfry ${belfry.perSecond.toFixed(0)}/s`);
  line["attachmentRatioToNodemailer"] = ratio(belfry.perSecond, bare.perSecond);
}
if (robotMessages > 0) {
  const robots = await measureProgram<Robots>(program("robots"), [database.url, robotMessages]);
  say(`robots: ${robots.seconds.toFixed(1)} s, at least ${robots.least.toFixed(1)} s, ${robots.penalties} penalties`);
  line["robotTimeRatio"] = ratio(robots.seconds, robots.least);
  line["robotPenalties"] = robots.penalties;
}
process.stdout.write(`${JSON.stringify(line)}\n`);

/** Runs a program that sends mails to the sink, and makes sure that all of them came. */
async function throughSink<T>(name: string, args: readonly (string | number)[], expected: number): Promise<T> {
  const before = sink.count();
  const measured = await measureProgram<T>(program(name), args);
  await sink.took(expected, before);
  return measured;
}

/** How many mails a second postfix takes into its queue from 50 sessions, while it delivers them. */
async function postfixAccepts(): Promise<number> {
  const before = sink.count();
  await using postfix = await startPostfix(join(database.folder, "accepts"), sink.port);
  const count = 3_000;
  const seconds = await sendBySource(postfix.port, { mails: count, bytes: 500, sessions: 50 });
  await sink.took(count, before);
  say(`postfix accepts ${(count / seconds).toFixed(0)}/s`);
  return count / seconds;
}

/** How many mails a second go through postfix from end to end. */
async function postfixDelivers(count: number): Promise<number> {
  const before = sink.count();
  await using postfix = await startPostfix(join(database.folder, "delivers"), sink.port);
  const started = performance.now();
  await sendBySource(postfix.port, { mails: count, bytes: MAIL_BYTES, sessions: 20 });
  await sink.took(count, before);
  const perSecond = (count * 1_000) / (performance.now() - started);
  say(`postfix from end to end: ${perSecond.toFixed(0)} mails/s`);
  return perSecond;
}

function ratio(ours: number, theirs: number): number {
  return Number((ours / theirs).toFixed(3));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
