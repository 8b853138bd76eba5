import { isAppError } from "@belfry/model";
import { tester } from "@belfry/testkit";
import type { Described } from "./file.ts";
import { HOUR, later } from "./later.ts";
import type { NotificationLedger } from "./ledger.ts";
import type { GoldenCase } from "../suite.ts";

/** What is only prose has nothing to run. */
export function retryCase(
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
