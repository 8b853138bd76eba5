/** One run of a job: what the rule did, what was posted, and what became of it. */
import type { DryRun } from "@belfry/client";
import type { ExecutionDetail } from "@belfry/engine";
import type { ServiceJobs } from "../../support/start-service-jobs.ts";

export interface WatchedRun {
  readonly output: (action: string) => Readonly<Record<string, unknown>> | undefined;
  /** In the order in which the rule handed them over: the ledger sends side by side. */
  readonly posts: readonly { readonly group: string; readonly text: string }[];
  /** Messages that the rule handed over and that nobody had been told before. */
  readonly fresh: number;
  readonly sent: number;
  readonly failed: number;
  readonly dead: number;
  readonly isDryRun: boolean;
}

/**
 * Runs the rule, and sends again what waited for it before: the original did both in one run.
 * @param options.status what the robots answer
 * @param options.at when it is by then
 */
export async function watchRun(
  jobs: ServiceJobs,
  rule: string,
  { status = 200, at }: { readonly status?: number | undefined; readonly at?: Date } = {},
): Promise<WatchedRun> {
  jobs.answerRobots(status);
  const before = await stateOf(jobs);
  const seen = jobs.posts.length;
  const { clock } = jobs.database;
  // What waits is tried again by itself once the clock has passed its time.
  const isLater = at !== undefined && at > (await clock.now());
  if (at !== undefined) await clock.set(at);
  const execution = await jobs.run(rule);
  if (before.waiting > 0 && !isLater) await jobs.toNextTry();
  const after = await stateOf(jobs);
  const posts = jobs.posts.slice(seen);
  const dead = after.failed - before.failed;
  const places = new Map(after.order.map((one, place) => [one, place]));
  const placeOf = ({ group, text }: { readonly group: string; readonly text: string }) =>
    places.get(`${group}\n${text}`) ?? 0;
  return {
    output: (action) => outputOf(execution, action),
    posts: posts.toSorted((a, b) => placeOf(a) - placeOf(b)),
    fresh: after.all - after.suppressed - (before.all - before.suppressed),
    sent: after.accepted - before.accepted,
    failed: posts.filter((post) => post.status !== 200).length - dead,
    dead,
    isDryRun: false,
  };
}

/** Tries the rule out: what it posts all the same is seen here, too. */
export async function watchDryRun(jobs: ServiceJobs, rule: string, at?: Date): Promise<WatchedRun> {
  if (at !== undefined) await jobs.database.clock.set(at);
  const seen = jobs.posts.length;
  const { runs } = await jobs.api<DryRun>("POST", `/v1/rules/${rule}/dry-run`, {});
  const steps = runs.flatMap((run) => run.steps);
  return {
    output: (action) =>
      steps.find(({ step }) => step === action)?.output as Readonly<Record<string, unknown>> | undefined,
    posts: jobs.posts.slice(seen),
    fresh: 0,
    sent: 0,
    failed: 0,
    dead: 0,
    isDryRun: true,
  };
}

function outputOf({ actionRuns }: ExecutionDetail, action: string) {
  const done = actionRuns.findLast((run) => run.action === action && run.state === "success");
  return done?.output as Readonly<Record<string, unknown>> | undefined;
}

/** How the ledger stands. `order`: group and text of each message, oldest first. */
async function stateOf({ database }: ServiceJobs) {
  const { rows } = await database.store.query<{ state: string; recipient: string; text: string }>({
    name: "golden-ledger",
    text: `select d.state, d.recipient, m.content ->> 'text' as text
           from belfry.deliveries d join belfry.messages m on m.id = d.message_id order by m.id, d.id`,
  });
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return {
    all: rows.length,
    accepted: count("accepted"),
    failed: count("failed"),
    suppressed: count("suppressed"),
    waiting: count("queued"),
    order: rows.map(({ recipient, text }) => `${recipient}\n${text}`),
  };
}
