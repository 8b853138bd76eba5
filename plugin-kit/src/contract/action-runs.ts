/** What an action does: its output, its failures, how it stops, and what it does with secrets and its key. */
import { isAppError, type AppError } from "@belfry/model";
import { isSuspended, type ActionDefinition } from "../action.ts";
import { isActionFailure, type ActionFailure } from "../failure.ts";
import type { ActionContractOptions, ContractInput, ProvokedFailure } from "./action-contract-options.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { contractSecret, showsSecret } from "./contract-secret.ts";
import { notJson } from "./json-value.ts";
import { openCheck } from "./open-check.ts";
import { takesSecret, demandPublishable } from "./published-schema.ts";
import { settledWithin } from "./settled-within.ts";

/** What the engine keeps of an output at most. */
const OUTPUT_AT_MOST = 1_048_576;
/** A person who presses "cancel" waits about so long before pressing it again. */
const ABORT_WITHIN_MS = 2_000;
/** By then the slow work has begun. */
const ABORT_AFTER_MS = 100;
const Code = /^[A-Z][A-Z0-9_]*$/;

export function actionRuns(action: ActionDefinition, options: ActionContractOptions): readonly ContractCheck[] {
  const { createContext } = options;
  const open = (input: ContractInput, context = {}) => openCheck(action, { createContext, input, context });
  return [
    ...(options.alwaysFails === true ? [] : successChecks(action, options)),
    check(`${action.id}: it ends soon when it was aborted before it began`, async () => {
      await using opened = await open(options.validInput);
      opened.context.cancel();
      const ended = await settledWithin(opened.run(), ABORT_WITHIN_MS);
      demand(ended.kind !== "still-running", "It goes on after the abort. Pass ctx.signal on to every wait.");
    }),
    ...(options.slowInput === undefined ? [] : [slowCheck(action, { ...options, slowInput: options.slowInput })]),
    ...(options.failures ?? []).map((failure) => failureCheck(action, options, failure)),
    ...secretChecks(action, options),
    ...(action.idempotent ? [] : [keyCheck(action, options)]),
  ];
}

function successChecks(action: ActionDefinition, options: ActionContractOptions): readonly ContractCheck[] {
  const { createContext, validInput: input } = options;
  return [
    check(`${action.id}: its output is JSON below 1 MiB`, async () => {
      await using opened = await openCheck(action, { createContext, input });
      demandOutput(await opened.run());
    }),
    check(`${action.id}: it can be run again after a crash, with the same key`, async () => {
      const executionId = 4_711;
      for (const attempt of [1, 2]) {
        await using opened = await openCheck(action, { createContext, input, context: { executionId, attempt } });
        demandOutput(await opened.run());
      }
    }),
  ];
}

function demandOutput(output: unknown): void {
  if (isSuspended(output)) {
    const { until } = output;
    demand(until === undefined || !Number.isNaN(until.getTime()), "It is suspended until a date that is none.");
    return;
  }
  if (output === undefined) return;
  const reason = notJson(output);
  demand(reason === undefined, `${reason}, which is not JSON. Return texts, numbers, lists and plain objects.`);
  const bytes = Buffer.byteLength(JSON.stringify(output));
  demand(bytes <= OUTPUT_AT_MOST, `The output has ${bytes} bytes. Pass rows on as a dataset and files as artifacts.`);
}

function slowCheck(
  action: ActionDefinition,
  options: ActionContractOptions & { slowInput: ContractInput },
): ContractCheck {
  return check(`${action.id}: it ends soon when it is aborted while it works`, async () => {
    await using opened = await openCheck(action, { createContext: options.createContext, input: options.slowInput });
    const work = opened.run();
    const early = await settledWithin(work, ABORT_AFTER_MS);
    if (early.kind === "threw")
      throw new Error("The slow input fails. Give one that takes long.", { cause: early.error });
    demand(
      early.kind === "still-running",
      "The slow input is done too soon. Give one that takes longer than a second.",
    );
    opened.context.cancel();
    const ended = await settledWithin(work, ABORT_WITHIN_MS);
    demand(ended.kind !== "still-running", "It goes on after the abort. Pass ctx.signal on to every wait.");
    demand(ended.kind === "threw", "It returned an output although it was aborted. Throw what the signal says.");
  });
}

function failureCheck(
  action: ActionDefinition,
  options: ActionContractOptions,
  provoked: ProvokedFailure,
): ContractCheck {
  return check(`${action.id}: it names its failure when ${provoked.name}`, async () => {
    const createContext = provoked.createContext ?? options.createContext;
    await using opened = await openCheck(action, { createContext, input: provoked.input });
    const failure = await failureOf(opened.run());
    demand(Code.test(failure.code), `The code "${failure.code}" is none. Write capitals: HTTP_STATUS.`);
    demand(failure.message.trim() !== "", "The failure says nothing. Write a sentence with its remedy.");
    demand(
      isAppError(failure) || notJson(failure.details) === undefined,
      "The details are not JSON. Give texts, numbers and lists.",
    );
    if (provoked.code !== undefined)
      demand(failure.code === provoked.code, `The code is ${failure.code}, not ${provoked.code}.`);
    demand(!showsSecret(failure), "A secret stands in the failure. Say which value was wrong, not the value.");
    demand(!showsSecret(opened.context.logs), "A secret stands in the log. Leave it out.");
  });
}

/** What the action threw: a failure it names itself, or an error of the context that it passed on. */
async function failureOf(work: Promise<unknown>): Promise<ActionFailure | AppError> {
  try {
    await work;
  } catch (error) {
    if (isActionFailure(error) || isAppError(error)) return error;
    throw new Error("It throws something else than an ActionFailure, which the engine takes for a bug of the action.", {
      cause: error,
    });
  }
  throw new Error("It does not fail. Throw an ActionFailure, or give an input that makes it fail.");
}

function secretChecks(action: ActionDefinition, options: ActionContractOptions): readonly ContractCheck[] {
  const { createContext, secretInput: input } = options;
  const wanted = () => takesSecret(demandPublishable(action.input, "The input"));
  if (input === undefined) {
    return [
      check(`${action.id}: a field that takes secrets is tried with one`, () => {
        demand(
          !wanted(),
          "Some field of the input takes a secret. Give the contract a secretInput with contractSecret.ref.",
        );
      }),
    ];
  }
  return [
    check(`${action.id}: it reads a secret through its context and shows it nowhere`, async () => {
      await using opened = await openCheck(action, { createContext, input });
      const output = await opened.run();
      demand(!showsSecret(output), "The secret stands in the output. Leave it out.");
      demand(!showsSecret(opened.context.logs), "The secret stands in the log. Leave it out.");
    }),
    check(`${action.id}: it passes on that a secret is missing`, async () => {
      await using opened = await openCheck(action, { createContext, input, context: { secrets: {} } });
      const ended = await settledWithin(opened.run(), ABORT_WITHIN_MS);
      const isTold = ended.kind === "threw" && (isAppError(ended.error) || isActionFailure(ended.error));
      demand(
        isTold && ended.error.code === "SECRET_NOT_FOUND",
        `It does not say that ${contractSecret.ref.$secret} is missing. Read secrets with ctx.secret.`,
      );
    }),
  ];
}

function keyCheck(action: ActionDefinition, options: ActionContractOptions): ContractCheck {
  return check(`${action.id}: it is not idempotent, so its key leaves with what it does`, async () => {
    const { createContext, keyInput: input } = options;
    demand(
      input !== undefined,
      "Give a keyInput and `outside`: they show that a repeated run can be told from a second one.",
    );
    await using opened = await openCheck(action, { createContext, input });
    await opened.run();
    const { ctx, messages } = opened.context;
    const left = messages.length > 0 || (options.outside?.() ?? "").includes(ctx.idempotencyKey);
    demand(left, "ctx.idempotencyKey did not leave. Send it along, so that the other side can drop a repetition.");
  });
}
