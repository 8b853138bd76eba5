import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { AppError, type Actor, type Problem } from "@belfry/model";
import { isActionFailure, signWebhook } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";
import { deleteCallback } from "../sql/delete-callback.ts";
import { listCallbackEvents, type CallbackEventFilter } from "../sql/list-callback-events.ts";
import { listCallbacks } from "../sql/list-callbacks.ts";
import { lockCallback, type LockedCallback } from "../sql/lock-callback.ts";
import { markVerified } from "../sql/mark-verified.ts";
import { replayCallbackEvents } from "../sql/replay-callback-events.ts";
import { upsertCallback } from "../sql/upsert-callback.ts";
import type { CallbackDraft, CallbackEventStatus, CallbackEventView, CallbackView } from "./callback.ts";
import { callReceiver } from "./call-receiver.ts";

/** Which events are told again. */
export interface Replay {
  /** @default what failed or was missed */
  readonly statuses?: readonly Exclude<CallbackEventStatus, "waiting">[];
  /** @default all */
  readonly ids?: readonly number[];
  /** Those of this time or later. */
  readonly from?: Date;
  /** Those before this time. */
  readonly until?: Date;
}

/** Where users' systems are told what became of messages. */
export interface Callbacks {
  listCallbacks(): Promise<CallbackView[]>;
  /** @throws AppError CALLBACK_NOT_FOUND */
  getCallback(name: string): Promise<CallbackView>;
  /**
   * Writes a callback, or replaces the one with its name. One with a new address is told nothing until it is verified.
   * @throws AppError REQUEST_INVALID
   */
  saveCallback(draft: CallbackDraft, options: { readonly by: Actor }): Promise<CallbackView>;
  /** Removes it with all that it was told. @throws AppError CALLBACK_NOT_FOUND */
  removeCallback(name: string, options: { readonly by: Actor }): Promise<void>;
  /**
   * Sends a challenge, which the receiver has to send back. Afterwards it is told, also after it was stopped.
   * @throws AppError CALLBACK_NOT_FOUND, CALLBACK_UNVERIFIED with what it answered instead
   */
  verifyCallback(name: string, options: { readonly by: Actor }): Promise<CallbackView>;
  /** Newest first. @throws AppError CALLBACK_NOT_FOUND */
  listCallbackEvents(name: string, filter: CallbackEventFilter): Promise<CallbackEventView[]>;
  /** Tells events again, under the ids that they had. Returns how many. @throws AppError CALLBACK_NOT_FOUND */
  replayCallback(name: string, replay: Replay, options: { readonly by: Actor }): Promise<number>;
}

type Deps = Pick<NotifyDeps, "store" | "fetch" | "resolveSecret" | "audit" | "onCallbackBack"> & {
  /** Called after a commit when there may be something to tell. */
  onWaiting(): void;
};

export function createCallbacks(deps: Deps): Callbacks {
  const { store } = deps;
  const get = async (name: string): Promise<CallbackView> => {
    const [found] = await listCallbacks(store, name);
    if (found === undefined) throw new AppError("CALLBACK_NOT_FOUND", { callback: name });
    return found;
  };

  return {
    listCallbacks: () => listCallbacks(store),
    getCallback: get,

    async saveCallback(draft, { by }) {
      const problems = [...urlProblems(draft.url), ...(await secretProblems(deps, draft.secret))];
      if (problems.length > 0) throw new AppError("REQUEST_INVALID", { problems });
      const { events = [], channels = [], labels = {}, onlyNamed = false, enabled = true } = draft;
      const callback = { ...draft, events, channels, labels, onlyNamed, enabled };
      await store.transaction(async (tx) => {
        const before = await lockCallback(tx, draft.name);
        if (before !== undefined && isDeepStrictEqual(shownOf(before), shownOf(callback))) return;
        await upsertCallback(tx, callback, by.name);
        await deps.audit?.(tx, {
          ...recordOf(draft.name, "save", by),
          ...(before !== undefined && { before: shownOf(before) }),
          after: shownOf(callback),
        });
      });
      deps.onWaiting();
      return get(draft.name);
    },

    async removeCallback(name, { by }) {
      await store.transaction(async (tx) => {
        const before = await lockCallback(tx, name);
        if (before === undefined) throw new AppError("CALLBACK_NOT_FOUND", { callback: name });
        await deleteCallback(tx, name);
        if (before.isStopped) await deps.onCallbackBack?.(tx, name);
        await deps.audit?.(tx, { ...recordOf(name, "remove", by), before: shownOf(before) });
      });
    },

    async verifyCallback(name, { by }) {
      const asked = await get(name);
      const challenge = randomBytes(24).toString("base64url");
      const body = JSON.stringify({
        type: "callback.verification",
        timestamp: new Date().toISOString(),
        data: { callback: name, challenge },
      });
      const id = `msg_verification_${challenge.slice(0, 16)}`;
      const { url, secret, previousSecret } = asked;
      const secrets = previousSecret === null ? [secret] : [secret, previousSecret];
      const result = await callReceiver(deps, { url, secrets, id, body });
      if (result.kind !== "told" || !result.answer.includes(challenge)) {
        const reason = result.problem ?? "The receiver answered, and did not send the challenge back.";
        throw new AppError("CALLBACK_UNVERIFIED", { callback: name, reason });
      }
      await store.transaction(async (tx) => {
        const now = await lockCallback(tx, name);
        // Somebody may have changed its address while the old one was asked.
        if (now?.url !== url) {
          throw new AppError("CALLBACK_UNVERIFIED", { callback: name, reason: "It was changed meanwhile." });
        }
        await markVerified(tx, name);
        if (now.isStopped) await deps.onCallbackBack?.(tx, name);
        await deps.audit?.(tx, recordOf(name, "verify", by));
      });
      deps.onWaiting();
      return get(name);
    },

    async listCallbackEvents(name, filter) {
      await get(name);
      return listCallbackEvents(store, name, filter);
    },

    async replayCallback(name, { statuses = ["failed", "missed"], ids, from, until }, { by }) {
      const replayed = await store.transaction(async (tx) => {
        const callback = await lockCallback(tx, name);
        if (callback === undefined) throw new AppError("CALLBACK_NOT_FOUND", { callback: name });
        const events = await replayCallbackEvents(tx, { callbackId: callback.id, statuses, ids, from, until });
        await deps.audit?.(tx, { ...recordOf(name, "replay", by), detail: { events, statuses: statuses.join(", ") } });
        return events;
      });
      deps.onWaiting();
      return replayed;
    },
  };
}

const problem = (message: string, remedy: string): Problem => ({ path: "callback", message, remedy });

/** Why a message cannot name this callback; nothing when it can. */
export async function callbackProblem(deps: Pick<NotifyDeps, "store">, name: string): Promise<Problem | undefined> {
  const [found] = await listCallbacks(deps.store, name);
  if (found === undefined) return problem(`There is no callback "${name}".`, "Create it, or name another one.");
  if (!found.enabled) return problem(`The callback "${name}" is switched off.`, "Enable it, or leave it out.");
  if (found.verifiedAt !== null) return undefined;
  return problem(`The callback "${name}" is not verified.`, "Verify it first: its receiver sends a challenge back.");
}

function shownOf(callback: Required<CallbackDraft> | LockedCallback) {
  const { url, secret, events, channels, labels, onlyNamed, enabled } = callback;
  return { url, secret, events, channels, labels, onlyNamed, enabled };
}

function recordOf(name: string, verb: "save" | "remove" | "verify" | "replay", by: Actor) {
  return { by, action: `callbacks.${verb}`, subject: { kind: "callback", id: name }, outcome: "done" } as const;
}

function urlProblems(url: string): Problem[] {
  const parsed = URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === "" && parsed.password === "")
    return [];
  const message = "This is no address that can be called.";
  return [{ path: "url", message, remedy: "Write it with https://, without a user name and a password." }];
}

/** A secret that is missing or too short is found now, and not by a receiver that refuses every call. */
async function secretProblems(deps: Pick<NotifyDeps, "resolveSecret">, name: string): Promise<Problem[]> {
  try {
    signWebhook([await deps.resolveSecret(name)], { id: "msg_", timestamp: 0, body: "" });
    return [];
  } catch (error) {
    const isKnown = isActionFailure(error) || error instanceof AppError;
    if (!isKnown) throw error;
    const message = isActionFailure(error) ? error.message : `The vault has no secret "${name}".`;
    const remedy = "Store one in the vault that `openssl rand -base64 32` makes, and name it here.";
    return [{ path: "secret", message, remedy }];
  }
}
