import { createHash } from "node:crypto";
import type { Tx } from "@belfry/store";
import type { Failure } from "@belfry/model";
import { ActionFailure } from "@belfry/plugin-kit";
import { awaitedKey } from "../../incoming/awaited-key.ts";
import { insertAwaitedEvent } from "../../sql/marks/insert-awaited-event.ts";
import type { NewMark } from "../../sql/marks/insert-mark.ts";
import { lockAwaitedEvent } from "../../sql/marks/lock-awaited-event.ts";
import { lockAwaitedEvents } from "../../sql/marks/lock-awaited-events.ts";
import type { StepMark } from "../../sql/marks/step-mark.ts";
import type { CompiledWait } from "../compiled-step.ts";
import { databaseNow } from "../database-now.ts";
import { evaluateFor, keptValue } from "../evaluate-for.ts";
import type { ExecutionFrame } from "../execution-frame.ts";
import type { Lane } from "../lane.ts";
import { makeMark, markOf } from "../marks.ts";
import { hasEnded } from "../past.ts";
import type { StepOutcome } from "../step-outcome.ts";
import { failedRun, succeededRun } from "../written-run.ts";
import { waitDuration, waitMoment } from "./wait-time.ts";

/**
 * Waits. Until when, or for which event, is durable before the execution lets go; by whose clock is the database's. An
 * event counts from the moment in which the mark of the wait was committed: whoever accepts one sees the mark, or was done
 * before.
 */
export async function runWait(frame: ExecutionFrame, step: CompiledWait, lane: Lane): Promise<StepOutcome> {
  const past = frame.past.of(step.id, lane.path);
  const ended = past.find(hasEnded);
  if (ended !== undefined) return { kind: "done", output: ended.output };
  const failed = past.find((run) => run.state === "failed" && run.redrive === frame.claimed.redrive);
  if (failed?.failure != null) return { kind: "failed", failure: failed.failure };
  if (frame.replay) return { kind: "halted" };
  if (frame.trial !== undefined) return frame.trial.wait(frame, step, lane);

  const known = await markOf(frame, step, lane.path);
  if (known !== undefined) return judge(frame, step, lane, known);
  const evaluated = evaluateFor(frame, step, () => newMark(frame, step, lane));
  if (evaluated.failure !== undefined) return { kind: "failed", failure: evaluated.failure };
  const mark = evaluated.value as NewWait;
  const { event } = mark;
  const made = await makeMark(frame, mark, event && ((tx) => awaitEvent(tx, event)));
  return judge(frame, step, lane, made);
}

type NewWait = Omit<NewMark, "redrive">;

function newMark(frame: ExecutionFrame, step: CompiledWait, lane: Lane): NewWait {
  const { wait } = step;
  const place = { action: step.id, iteration: lane.path };
  switch (wait.kind) {
    case "for":
      return { ...place, kind: "wait", untilMs: waitDuration(wait.duration(lane.scope)) };
    case "until": {
      const now = databaseNow(frame);
      return { ...place, kind: "wait", until: waitMoment(wait.time(lane.scope), now, lane.scope.timezone) };
    }
    case "event": {
      const key = awaitedKey(wait.key(lane.scope));
      if (key === undefined) throw emptyKey(step);
      const keyHash = createHash("sha256").update(key).digest();
      return {
        ...place,
        kind: "event",
        event: { type: wait.type, match: wait.match, keyHash },
        ...(wait.timeoutMs !== undefined && { untilMs: wait.timeoutMs }),
      };
    }
  }
}

/**
 * Before the execution is locked: whoever accepts an event locks in this order too. The first who waits for something
 * waits for all who are accepting: they cannot have seen the row, and would miss it. Once for each expression of a rule.
 */
async function awaitEvent(tx: Tx, event: NonNullable<NewMark["event"]>): Promise<void> {
  if (await lockAwaitedEvent(tx, event)) return;
  await lockAwaitedEvents(tx);
  await insertAwaitedEvent(tx, event);
}

/** What the mark of a wait comes to now. */
function judge(frame: ExecutionFrame, step: CompiledWait, lane: Lane, mark: StepMark): StepOutcome {
  const now = databaseNow(frame);
  const tookMs = Math.max(0, now.getTime() - mark.beganAt.getTime());
  const done = (output: unknown): StepOutcome => {
    const { value, failure } = keptValue(frame, step, output);
    if (failure !== undefined) return { kind: "failed", failure };
    return { kind: "done", output: value, run: succeededRun(frame, step, lane.path, value, tookMs) };
  };
  if (mark.value !== null) return done(mark.value);
  if (mark.untilAt === null || mark.untilAt > now) {
    return { kind: "waiting", action: step.id, ...(mark.untilAt !== null && { until: mark.untilAt }) };
  }
  if (step.wait.kind !== "event") return done({ until: mark.untilAt });
  if (step.wait.onTimeout === "continue") return done(null);
  const failure = noEvent(step, step.wait.type);
  return { kind: "failed", failure, run: failedRun(frame, step, lane.path, failure, tookMs) };
}

/** It would wait for ever: no event is known by nothing. */
function emptyKey({ id }: CompiledWait): ActionFailure {
  return new ActionFailure(`The key of the event that ${id} waits for is empty.`, {
    class: "config",
    code: "WAIT_INVALID",
  });
}

function noEvent(step: CompiledWait, type: string): Failure {
  const message = `No event ${type} with the key came in time.`;
  return { class: "timeout", code: "WAIT_TIMEOUT", message, action: step.id, retryable: false };
}
