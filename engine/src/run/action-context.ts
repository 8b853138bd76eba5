import { AppError, type ArtifactRef, type SecretRef } from "@belfry/model";
import type { ActionContext, Artifacts, Datasets } from "@belfry/plugin-kit";
import type { AttemptCalls } from "../breakers/attempt-calls.ts";
import { chainDepth } from "../outcomes/chain-depth.ts";
import { noIncentives } from "./no-incentives.ts";
import { createRecords } from "../records/action-records.ts";
import { rowExpressions } from "../rules/row-expressions.ts";
import type { Scope } from "../rules/scope.ts";
import { storableJson } from "../values/storable.ts";
import { insertArtifact } from "../sql/artifacts/insert-artifact.ts";
import type { CompiledAction } from "./compiled-step.ts";
import type { ExecutionFrame } from "./execution-frame.ts";
import { messageOrigin } from "./message-origin.ts";
import { quietMessage, quietNotice, quietReason } from "./quiet-reason.ts";

export interface AttemptIdentity {
  /** The place in a `forEach` list; empty without one. */
  readonly iteration: string;
  readonly attempt: number;
}

/** The context of one attempt, and what is left of it afterwards. */
export interface OpenContext extends AsyncDisposable {
  readonly context: ActionContext;
}

/** Files that are durable and known to belong to the execution before the action learns their reference. */
function recordedArtifacts(frame: ExecutionFrame, artifacts: Artifacts): Artifacts {
  const record = async (artifact: ArtifactRef): Promise<ArtifactRef> => {
    await insertArtifact(frame.deps.store, { executionId: frame.claimed.id, artifact });
    return artifact;
  };
  return {
    adopt: async (path, description) => record(await artifacts.adopt(path, description)),
    put: async (content, description) => record(await artifacts.put(content, description)),
    path: (artifact) => artifacts.path(artifact),
  };
}

/** When it was due: a slot that is caught up with hours later is still that of its own day. */
function dueAtOf({ trigger, createdAt }: Pick<ExecutionFrame["claimed"], "trigger" | "createdAt">): Date {
  const { dueAt } = trigger as { readonly dueAt?: unknown };
  return typeof dueAt === "string" ? new Date(dueAt) : createdAt;
}

/** The fields of a log line as JSON. What is none must not make the action fail that only wanted to say something. */
function printable(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
  } catch (error) {
    return { unprintable: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * The name of a step in its idempotency key. What is done about a failure has one for each retry by a person: with the
 * same key nobody would be told that the execution has failed again. What was undone is done again under another key too:
 * the other side has done and taken back the first.
 */
function keyName({ claimed, past }: ExecutionFrame, step: CompiledAction, iteration: string): string {
  if (claimed.redrive === 0) return step.id;
  if (step.afterFailure) return `${step.id}~${claimed.redrive}`;
  const undone = past.undoneIn(step.id, iteration, "compensate");
  return undone === undefined ? step.id : `${step.id}~${undone + 1}`;
}

/** Builds what an action may use. What costs something (a scratch folder) is made when the action first asks for it. */
export function openActionContext(
  frame: ExecutionFrame,
  identity: AttemptIdentity,
  options: {
    readonly step: CompiledAction;
    readonly scope: Scope;
    readonly signal: AbortSignal;
    /** The ways out. @default those of the node, and nobody learns of the calls */
    readonly calls?: Pick<AttemptCalls, "fetch" | "addressOf">;
  },
): OpenContext {
  const { deps, claimed } = frame;
  const { step } = options;
  const { services } = deps;
  const where = { execution: claimed.id, createdOn: claimed.createdOn, action: step.id, iteration: identity.iteration };
  let folder: Promise<{ path: string } & AsyncDisposable> | undefined;
  let datasets: Datasets | undefined;
  let artifacts: Artifacts | undefined;
  const scratch = async (): Promise<string> => {
    folder ??= services.files.scratch(`${claimed.id}-${step.id}`);
    return (await folder).path;
  };
  const log = (level: "info" | "warn" | "error") => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    deps.logs.write({
      ...where,
      level,
      message: frame.masker.text(message),
      fields: fields === undefined ? undefined : storableJson(frame.masker.json(printable(fields))),
    });
  const key = [deps.installation, claimed.id, keyName(frame, step, identity.iteration), identity.iteration];
  const idempotencyKey = key.filter((part) => part !== "").join("/");

  const quiet = quietReason(claimed.trigger);
  const suppressed = (what: string) => log("info")(`The ${what} was not sent: suppressed: ${quiet}.`);

  const context: ActionContext = {
    signal: options.signal,
    idempotencyKey,
    execution: { id: claimed.id, rule: frame.rule.slug, depth: chainDepth(claimed.trigger) },
    attempt: identity.attempt,
    now: claimed.createdAt,
    timeZone: services.timeZone,
    log: { info: log("info"), warn: log("warn"), error: log("error") },
    fetch: (options.calls ?? services).fetch,
    addressOf: (options.calls ?? services).addressOf,
    pathOf: services.pathOf,
    runScript: services.runScript,
    get datasets() {
      return (datasets ??= services.files.datasets(scratch));
    },
    get artifacts() {
      const kept = services.files.artifacts(scratch);
      // What a dry run writes goes with it.
      return (artifacts ??= frame.trial === undefined ? recordedArtifacts(frame, kept) : kept);
    },
    rows: rowExpressions(options.scope),
    records: createRecords(deps.store),
    grids: deps.grids({ id: claimed.id, dueAt: dueAtOf(claimed) }),
    incentives: services.incentives?.({ id: claimed.id, rule: frame.rule.slug }) ?? noIncentives,
    async secret(value: string | SecretRef) {
      if (typeof value === "string") return value;
      // Only what the rule itself names: an answer of a server that looks like a reference must not pull a secret out.
      if (!step.secrets.has(value.$secret)) {
        throw new AppError("SECRET_NOT_FOUND", {
          secret: value.$secret,
          reason: `The action ${step.id} does not name the secret ${value.$secret}.`,
        });
      }
      const secret = await services.secret(value.$secret);
      frame.masker.add(secret);
      return secret;
    },
    scratch,
    progress(done, total) {
      deps.logs.progress({ execution: claimed.id, action: step.id, iteration: identity.iteration, done, total });
    },
    async tellPeople(notice) {
      if (quiet === undefined)
        return services.tellPeople(notice, { idempotencyKey, rule: frame.rule.slug, executionId: claimed.id });
      suppressed("notice");
      return quietNotice(quiet);
    },
    async notify(message, notifyOptions) {
      if (quiet !== undefined) {
        suppressed("message");
        return quietMessage(message.to, quiet);
      }
      return services.notify(message, {
        idempotencyKey: notifyOptions?.part === undefined ? idempotencyKey : `${idempotencyKey}:${notifyOptions.part}`,
        executionId: claimed.id,
        redrive: claimed.redrive,
        origin: messageOrigin(frame.rule, step),
        wait: notifyOptions?.wait ?? "accepted",
      });
    },
  };
  return {
    context,
    async [Symbol.asyncDispose]() {
      const open = await folder;
      await open?.[Symbol.asyncDispose]();
    },
  };
}
