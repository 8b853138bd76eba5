/**
 * The notification service against its peers, all in one run on one machine:
 *
 * - accepting: 50 keep-alive clients hand in one text mail each time, durably, against postfix's smtpd;
 * - draining: 5,000 queued mails of 10 KB over four accounts, against a bare nodemailer pool and postfix end to end;
 * - attachments: 1,000 mails with the same 50 KB workbook, against bare nodemailer;
 * - robots: 1,000 messages over five robots that take twenty in a minute, against the time that this takes at least;
 * - connections: 100, 500 and 1,000 open connections with one request a second each;
 * - full ledger: pages of messages and statistics beside a million deliveries.
 *
 * `npm run bench -- notify [MAILS] [ATTACHMENTS] [ROBOT MESSAGES] [SECONDS OF ACCEPTING] [DELIVERIES]`; nought leaves a part out.
 * Robots take ten minutes for a thousand messages. Mails go to postfix's smtp-sink, so that no sink is the limit.
 */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { measureProgram } from "../support/measure-program.ts";
import { timeFullLedger } from "./full-ledger.ts";
import { sendBySource, startMailSink, startPostfix } from "./mail-server.ts";
import { WARM_UP } from "./warm-up.ts";

interface Rate {
  readonly perSecond: number;
}

interface Accepting extends Rate {
  /** Of fifty who hand in one after the other, and so wait for each other. */
  readonly p95Ms: number;
  /** While 450 a second are handed in. */
  readonly p95AtBarMs: number;
  readonly connections: readonly { readonly open: number; readonly errors: number; readonly p95Ms: number }[];
}

interface Robots {
  readonly seconds: number;
  readonly least: number;
  readonly penalties: number;
}

const BARS = {
  acceptPerSecond: 450,
  acceptRatioToPostfix: 1,
  acceptP95AtBarMs: 50,
  drainRatioToNodemailer: 0.8,
  drainRatioToPostfix: 1,
  attachmentRatioToNodemailer: 2,
  robotTimeRatio: 1.01,
  robotPenalties: 0,
  connectionErrors: 0,
  connectionP95Ms: 200,
  worstPageP95Ms: 200,
};
const MAIL_BYTES = 10 * 1024;
const WORKBOOK_BYTES = 50 * 1024;
const [mails = 0, attached = 0, robotMessages = 0, acceptSeconds = 0, deliveries = 0] = numbersOf(
  5_000,
  1_000,
  1_000,
  20,
  1_000_000,
);

await using database = await openBenchDatabase();
await using sink = await startMailSink();
const isRoot = process.getuid?.() === 0;
const program = (name: string) => new URL(`./${name}.ts`, import.meta.url);
const line: Record<string, unknown> = { bench: "notify" };

if (acceptSeconds > 0) {
  const accepting = await measureProgram<Accepting>(program("accept"), [database.folder, acceptSeconds]);
  say(
    `accepting: ${accepting.perSecond.toFixed(0)}/s, p95 ${accepting.p95Ms} ms; at 450/s p95 ${accepting.p95AtBarMs} ms`,
  );
  for (const { open, errors, p95Ms } of accepting.connections)
    say(`${open} open connections: ${errors} errors, p95 ${p95Ms} ms`);
  line["acceptPerSecond"] = Math.round(accepting.perSecond);
  line["acceptP95Ms"] = accepting.p95Ms;
  line["acceptP95AtBarMs"] = accepting.p95AtBarMs;
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
if (deliveries > 0) {
  // A database of its own: the others measure with an empty one.
  await using full = await openBenchDatabase();
  const pages = await timeFullLedger(full, deliveries);
  for (const [path, ms] of Object.entries(pages)) say(`${path}: p95 ${ms} ms`);
  line["ledgerDeliveries"] = deliveries;
  line["worstPageP95Ms"] = Math.max(...Object.values(pages));
}
process.stdout.write(`${JSON.stringify({ ...line, bars: BARS })}\n`);

/** Runs a program that sends mails to the sink, and makes sure that all of them came. */
async function throughSink<T>(name: string, args: readonly (string | number)[], expected: number): Promise<T> {
  const before = sink.count();
  const measured = await measureProgram<T>(program(name), args);
  await sink.took(expected + WARM_UP, before);
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
