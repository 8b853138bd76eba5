/**
 * The cases of notification_service.json that count: retry, metrics, paging, accountSelection and fingerprint, and those
 * templates that say something in Liquid. All of them run through the ledger and the templates of Belfry.
 */
import { compileTemplate, isAppError, renderTemplate } from "@belfry/model";
import { messageFingerprint } from "@belfry/notify";
import { tester } from "@belfry/testkit";
import type { NotificationLedger } from "./notification-ledger.ts";
import type { GoldenCase, GoldenSuite } from "./suite.ts";

interface GoldenAccount {
  readonly id: number;
  readonly priority: number;
  readonly dailySent: number;
  readonly dailyLimit: number;
  readonly failureCount: number;
  readonly active: boolean;
}

interface Described {
  readonly id?: string;
  readonly description?: string;
}

export interface NotificationFile {
  readonly retry?: readonly (Described & Readonly<Record<string, unknown>>)[];
  readonly metrics?: readonly {
    readonly input: { readonly success?: number; readonly failed?: number; readonly pending?: number };
    readonly expected: Readonly<Record<string, number>>;
  }[];
  readonly paging?: readonly { readonly total: number; readonly page_size: number; readonly total_pages: number }[];
  readonly accountSelection?: readonly (Described & {
    readonly input: readonly GoldenAccount[];
    readonly expected: unknown;
  })[];
  readonly fingerprint?: readonly {
    readonly input: { readonly channel: string; readonly to: string; readonly content: string };
    readonly expected: string;
  }[];
  readonly templateRendering?: readonly (Described & {
    readonly input: { readonly template: string; readonly variables: Readonly<Record<string, unknown>> };
    readonly expected: unknown;
  })[];
}

const HOUR = 3_600_000;
const labelOf = ({ id, description }: Described) => [id, description].filter(Boolean).join(" ");

function suite(name: string, cases: readonly GoldenCase[]): GoldenSuite {
  return { name: `notification_service.json#${name}`, cases };
}

export function notificationSuites(file: NotificationFile, ledger: NotificationLedger): GoldenSuite[] {
  return [
    suite(
      "retry",
      (file.retry ?? []).flatMap((one) => retryCase(ledger, one)),
    ),
    suite(
      "metrics",
      (file.metrics ?? []).map(({ input, expected }) => ({
        label: JSON.stringify(input),
        input,
        expected,
        run: () => countMessages(ledger, input, Object.keys(expected)),
      })),
    ),
    suite(
      "paging",
      (file.paging ?? []).map((input) => ({
        label: `${input.total} by ${input.page_size}`,
        input,
        expected: input.total_pages,
        run: () => countPages(ledger, input.total, input.page_size),
      })),
    ),
    suite(
      "accountSelection",
      (file.accountSelection ?? []).map((one) => ({
        label: labelOf(one),
        input: one.input,
        expected: one.expected,
        run: () => selectAccount(ledger, one.input),
      })),
    ),
    suite(
      "fingerprint",
      (file.fingerprint ?? []).map(({ input, expected }) => ({
        label: input.to,
        input,
        expected,
        run: async () => {
          const { channel, to, content } = input;
          return messageFingerprint({ channel, to: to.split(","), content: { text: content } });
        },
      })),
    ),
    suite(
      "templateRendering",
      (file.templateRendering ?? [])
        .filter(({ input }) => !isJinjaOnly(input.template))
        .map((one) => ({
          label: labelOf(one),
          input: one.input,
          expected: one.expected,
          run: async () => write(one.input.template, one.input.variables),
        })),
    ),
  ];
}

/** Loop variables, `not` and filters with arguments in parentheses are not Liquid's. */
function isJinjaOnly(template: string): boolean {
  return /\bloop\.|\{%\s*if\s+not\b|\|\s*\w+\(/.test(template);
}

function write(template: string, variables: Readonly<Record<string, unknown>>): unknown {
  try {
    return { ok: true, result: renderTemplate(compileTemplate(template, { escape: "html" }), variables) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ok: false };
  }
}

/** What is only prose has nothing to run. */
function retryCase(
  ledger: NotificationLedger,
  { description, ...expected }: Described & Readonly<Record<string, unknown>>,
): GoldenCase[] {
  const run = runOfRetry(ledger, expected);
  return run === undefined ? [] : [{ label: description ?? "", input: {}, expected, run }];
}

function runOfRetry(
  ledger: NotificationLedger,
  expected: Readonly<Record<string, unknown>>,
): (() => Promise<unknown>) | undefined {
  if ("delaysMinutes" in expected) {
    return async () => {
      const { delaysMs } = await failToTheEnd(ledger);
      return { attempts: delaysMs.length, delaysMinutes: delaysMs.map((ms) => ms / 60_000) };
    };
  }
  if ("delaysSeconds" in expected) {
    return async () => ({ delaysSeconds: (await failToTheEnd(ledger)).delaysMs.map((ms) => ms / 1_000) });
  }
  if ("retryCount" in expected) {
    return async () => {
      const { states, delaysMs } = await failToTheEnd(ledger);
      return { states, retryCount: delaysMs.length };
    };
  }
  if ("states" in expected) return async () => ({ states: await succeed(ledger) });
  if ("allowedFrom" in expected) return () => retryByHand(ledger);
  return undefined;
}

const stateOf = async ({ notify }: NotificationLedger, id: number) =>
  (await notify.getMessage(id)).deliveries[0]?.state ?? "";

/** The states of a message that no account can send, and the waits between its attempts. */
async function failToTheEnd(ledger: NotificationLedger): Promise<{ states: string[]; delaysMs: number[] }> {
  const { notify, database } = ledger;
  const states: string[] = [];
  const delaysMs: number[] = [];
  const id = await later(ledger);
  ledger.answer(
    () => ({ kind: "try-later", reason: "Busy." }),
    async () => void states.push(await stateOf(ledger, id)),
  );
  states.push(await stateOf(ledger, id));
  await database.clock.advance(HOUR);
  for (;;) {
    await ledger.settled();
    const [delivery] = (await notify.getMessage(id)).deliveries;
    states.push(delivery?.state ?? "");
    if (delivery?.state !== "queued" || delivery.runAt === null) return { states, delaysMs };
    const now = await database.clock.now();
    delaysMs.push(delivery.runAt.getTime() - now.getTime());
    await database.clock.set(delivery.runAt);
  }
}

async function succeed(ledger: NotificationLedger): Promise<string[]> {
  const states: string[] = [];
  const id = await later(ledger);
  ledger.answer(
    () => ({ kind: "accepted" }),
    async () => void states.push(await stateOf(ledger, id)),
  );
  states.push(await stateOf(ledger, id));
  await ledger.database.clock.advance(HOUR);
  await ledger.settled();
  return [...states, await stateOf(ledger, id)];
}

/** A message that is due in an hour. */
async function later(ledger: NotificationLedger, over: Parameters<NotificationLedger["send"]>[0] = {}) {
  const now = await ledger.database.clock.now();
  return ledger.send({ scheduledAt: new Date(now.getTime() + HOUR).toISOString(), ...over });
}

async function retryByHand(ledger: NotificationLedger): Promise<unknown> {
  const { notify } = ledger;
  const allowedFrom: string[] = [];
  let otherwise: number | undefined;
  for (const [state, outcome] of [
    ["failed", { kind: "content-fault", reason: "no" }],
    ["accepted", { kind: "accepted" }],
    ["unknown", { kind: "unknown", reason: "no answer" }],
  ] as const) {
    ledger.answer(() => outcome);
    const id = await ledger.send({});
    await ledger.settled();
    try {
      await notify.retryMessage(id, { by: tester, states: ["failed"] });
      await ledger.settled();
      allowedFrom.push(state);
    } catch (error) {
      if (!isAppError(error, "MESSAGE_SETTLED")) throw error;
      otherwise = error.status;
    }
  }
  return { allowedFrom, otherwise: { http: otherwise } };
}

let groups = 0;

async function countMessages(
  ledger: NotificationLedger,
  { success = 0, failed = 0, pending = 0 }: { success?: number; failed?: number; pending?: number },
  asked: readonly string[],
): Promise<unknown> {
  const labels = { golden: `metrics-${(groups += 1)}` };
  ledger.answer((subject) => (subject === "failed" ? { kind: "content-fault", reason: "no" } : { kind: "accepted" }));
  for (let n = 0; n < success; n += 1) await ledger.send({ labels });
  for (let n = 0; n < failed; n += 1) await ledger.send({ labels, subject: "failed" });
  for (let n = 0; n < pending; n += 1) await later(ledger, { labels });
  await ledger.settled();
  const now = await ledger.database.clock.now();
  const { total } = await ledger.notify.messageStatistics({
    by: "hour",
    from: new Date(now.getTime() - HOUR),
    until: new Date(now.getTime() + 1),
    only: { slice: "label", value: `golden=${labels.golden}` },
  });
  const told: Record<string, number> = {
    total_messages: total.deliveries,
    success_messages: total.arrived,
    failed_messages: total.failed,
    pending_messages: total.open,
    success_rate: total.successRate,
  };
  return Object.fromEntries(asked.map((name) => [name, told[name]]));
}

async function countPages(ledger: NotificationLedger, total: number, size: number): Promise<number> {
  const labels = { golden: `paging-${(groups += 1)}` };
  for (let n = 0; n < total; n += 1) await later(ledger, { labels });
  let before: number | undefined;
  for (let pages = 0; ; pages += 1) {
    const page = await ledger.notify.listMessages({ labels, limit: size, ...(before !== undefined && { before }) });
    before = page.at(-1)?.id;
    if (before === undefined) return pages;
  }
}

/**
 * The original counts failures without regard to time and suspends for good at five. Here an account rests after each of
 * its own faults, twice as long each time and an hour at most: three quarters of an hour after the last one, four faults
 * are over and five are not.
 */
const AFTER_LAST_FAULT = 45 * 60_000;

async function selectAccount(ledger: NotificationLedger, accounts: readonly GoldenAccount[]): Promise<unknown> {
  const { notify, database } = ledger;
  for (const { channel, name } of await notify.listAccounts())
    await notify.removeAccount({ channel, name }, { by: tester });
  // What other cases left to be sent later would be refused in between, too.
  await database.store.query({ name: "golden-forget-messages", text: "delete from belfry.messages" });
  await database.store.query({ name: "golden-forget-states", text: "delete from belfry.account_states" });
  const most = Math.max(0, ...accounts.map(({ failureCount }) => failureCount));
  ledger.answer(() => ({ kind: "account-fault", reason: "535 wrong password" }));
  const save = (account: GoldenAccount, enabled: boolean) =>
    notify.saveAccount(
      {
        channel: "email",
        name: String(account.id),
        config: {},
        enabled,
        // There the highest number is asked first, here the lowest.
        priority: 10_000 - account.priority,
        caps: { perDay: account.dailyLimit },
      },
      { by: tester },
    );
  for (const account of accounts) await save(account, true);
  // The last faults of all of them come together.
  for (let round = most; round > 0; round -= 1) {
    await database.clock.advance(HOUR);
    for (const { id, failureCount } of accounts) {
      if (failureCount < round) continue;
      await ledger.send({ account: String(id) });
      await ledger.settled();
    }
  }
  await database.clock.advance(AFTER_LAST_FAULT);
  for (const { id, dailySent } of accounts) {
    await database.store.query({
      name: "golden-sent-today",
      text: `insert into belfry.account_states (channel, account, day, day_sends, pass, updated_at)
             values ('email', $1, (belfry.now() at time zone 'Asia/Shanghai')::date::text, $2::int, $2::int, belfry.now())
             on conflict (channel, account) do update
             set day = excluded.day, day_sends = excluded.day_sends, pass = excluded.pass`,
      values: [String(id), dailySent],
    });
  }
  for (const account of accounts) if (!account.active) await save(account, false);
  const { account } = await notify.explainRoute({ channel: "email" });
  return account === null ? { account: null } : { account: Number(account) };
}
