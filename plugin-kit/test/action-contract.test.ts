import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  actionContract,
  ActionFailure,
  AppError,
  contractSecret,
  defineAction,
  isSecretRef,
  secret,
  text,
  tryAction,
  type ActionContext,
  type ActionContractOptions,
  type ContractContextOptions,
  type DryRunEffect,
  type DryRunOther,
  type GuardedRequest,
  type TryOutContext,
} from "../src/index.ts";
import { failedChecks } from "./failed-checks.ts";

let seen = "";

/** As much of a context as the actions below use. */
async function createContext({ secrets, executionId = 1, attempt = 1 }: ContractContextOptions) {
  const cancelling = new AbortController();
  const logs: unknown[] = [];
  const write = (message: string, fields?: object) => void logs.push({ message, fields });
  const ctx = {
    signal: cancelling.signal,
    idempotencyKey: `test/${executionId}/greet`,
    attempt,
    log: { info: write, warn: write, error: write },
    async secret(value: unknown) {
      if (!isSecretRef(value)) return String(value);
      const found = secrets[value.$secret];
      if (found === undefined) throw new AppError("SECRET_NOT_FOUND", { secret: value.$secret });
      return found;
    },
  } as unknown as ActionContext;
  return { ctx, logs, messages: [], cancel: () => cancelling.abort(), [Symbol.asyncDispose]: async () => undefined };
}

const Input = z.strictObject({
  name: text().describe("Who is greeted."),
  password: secret().optional().describe("What nobody may see."),
  waitMs: z.number().default(0).describe("How long it takes, in milliseconds."),
});
type Input = z.output<typeof Input>;

/** An action that keeps every promise. */
const good = {
  id: "example.greet",
  displayName: { zh: "问候", en: "Greet" },
  description: { zh: "返回一句问候", en: "Returns a greeting" },
  input: Input,
  idempotent: false,
  async run(ctx: ActionContext, input: Input): Promise<unknown> {
    if (input.name === "") throw new ActionFailure("Nobody is greeted.", { class: "runtime", code: "NOBODY" });
    const password = input.password === undefined ? "" : await ctx.secret(input.password);
    await pause(input.waitMs, undefined, { signal: ctx.signal });
    seen += ctx.idempotencyKey;
    ctx.log.info("greeting", { name: input.name, letters: password.length });
    return { greeting: `Hello ${input.name}` };
  },
};

const options: ActionContractOptions = {
  createContext,
  validInput: { name: "Ann" },
  slowInput: { name: "Ann", waitMs: 60_000 },
  secretInput: { name: "Ann", password: contractSecret.ref },
  keyInput: { name: "Ann" },
  outside: () => seen,
  failures: [{ name: "nobody is greeted", input: { name: "" }, code: "NOBODY" }],
};

async function failuresOf(
  over: Partial<typeof good> & { check?: () => never[] },
  changed: object = {},
): Promise<string[]> {
  seen = "";
  return failedChecks(actionContract(defineAction({ ...good, ...over }), { ...options, ...changed }));
}

test("an action that keeps its promises passes every check", async () => {
  expect(await failuresOf({})).toEqual([]);
});

const instead = (run: (ctx: ActionContext, input: Input) => Promise<unknown>) => ({
  run: async (ctx: ActionContext, input: Input) => run(ctx, input),
});

test.each<[string, Parameters<typeof failuresOf>[0], string]>([
  ["an id that is no word", { id: "Example Greet" }, "its id can stand in a rule, in an address and in a table"],
  ["no Chinese", { description: { zh: "Greets", en: "Greets" } }, "it says what it is in Chinese and in English"],
  [
    "an input that lets unknown fields through",
    { input: z.object(Input.shape) },
    "its input can be published as a strict JSON Schema",
  ],
  [
    "an input that JSON cannot carry",
    { input: Input.extend({ at: z.date().optional() }) },
    "its input can be published as a strict JSON Schema",
  ],
  [
    "a field that says nothing",
    { input: Input.extend({ mood: z.string().optional() }) },
    "each field of its input says what it means",
  ],
  [
    "an output that is not JSON",
    instead(async (ctx, input) => ((await good.run(ctx, input)) as object) && { at: new Date(0) }),
    "its output is JSON below 1 MiB",
  ],
  [
    "an output that is too large",
    instead(async (ctx, input) => ((await good.run(ctx, input)) as object) && { text: "x".repeat(1_100_000) }),
    "its output is JSON below 1 MiB",
  ],
  [
    "a second run that fails",
    instead(async (ctx, input) => {
      if (ctx.attempt > 1) throw new Error("exists already");
      return good.run(ctx, input);
    }),
    "it can be run again after a crash, with the same key",
  ],
  [
    "work that does not hear the abort",
    instead(async (ctx, input) => {
      await pause(input.waitMs > 0 ? 3_000 : 0);
      return good.run(ctx, { ...input, waitMs: 0 });
    }),
    "it ends soon when it is aborted while it works",
  ],
  [
    "a failure without a name",
    instead(async (ctx, input) => {
      if (input.name === "") throw new Error("oops");
      return good.run(ctx, input);
    }),
    "it names its failure when nobody is greeted",
  ],
  [
    "a secret in the output",
    instead(async (ctx, input) => ({
      ...((await good.run(ctx, input)) as object),
      was: await ctx.secret(input.password ?? ""),
    })),
    "it reads a secret through its context and shows it nowhere",
  ],
  [
    "a secret in the log, as part of an address",
    instead(async (ctx, input) => {
      ctx.log.info(`GET /?key=${encodeURIComponent(await ctx.secret(input.password ?? ""))}`);
      return good.run(ctx, input);
    }),
    "it reads a secret through its context and shows it nowhere",
  ],
  [
    "a missing secret that is taken for an empty one",
    instead(async (ctx, { password, ...input }) => {
      await ctx.secret(password ?? "").catch(() => "");
      return good.run(ctx, input);
    }),
    "it passes on that a secret is missing",
  ],
  [
    "a key that stays at home",
    instead(async (ctx, input) => good.run({ ...ctx, idempotencyKey: "" }, input)),
    "it is not idempotent, so its key leaves with what it does",
  ],
  [
    "a check that takes an expression for a mistake",
    { check: () => [{ path: "name", message: "No name.", remedy: "Write one." }] as never[] },
    "its own check finds nothing wrong with a valid input, nor with expressions in its place",
  ],
])("%s is found", async (_what, over, expected) => {
  expect(await failuresOf(over)).toContain(expected);
});

test("an action with a secret field and no secret to try is not let through", async () => {
  expect(await failuresOf({}, { secretInput: undefined })).toEqual(["a field that takes secrets is tried with one"]);
});

const dryRunCheck = "a dry run sends nothing, and shows what it would have done";

test.each<[string, object, string[]]>([
  ["shows what it would have done", { tryOut: async (ctx: TryOutContext) => ctx.show(shown) }, []],
  ["sends all the same", { tryOut: async (ctx: TryOutContext) => (ctx.show(shown), (seen += "sent")) }, [dryRunCheck]],
  ["shows nothing", { tryOut: async () => undefined }, [dryRunCheck]],
  ["has no other way than to do it", {}, [dryRunCheck]],
  [
    "shows what is no JSON",
    { tryOut: async (ctx: TryOutContext) => ctx.show({ ...shown, detail: new Map() }) },
    [dryRunCheck],
  ],
])("an action that says it is captured, and %s", async (_what, over, failed) => {
  expect(await failuresOf({ dryRun: "captured", ...over } as never)).toEqual(failed);
});

const shown: DryRunOther = { kind: "other", title: { zh: "问候", en: "A greeting" }, detail: { name: "Ann" } };

const post = (dryRun: "captured" | "runs", request: GuardedRequest) =>
  defineAction({
    ...good,
    dryRun,
    input: z.strictObject({}),
    run: async (context: ActionContext) => (await context.fetch("https://x.example/a", request)).status,
  });

test("a request that writes is shown and not sent, and its answer is empty; without saying so it is refused", async () => {
  const left: string[] = [];
  const fetch = async (url: string) => {
    left.push(url);
    throw new Error("sent");
  };
  const { ctx } = await createContext({ secrets: {} });
  const effects: DryRunEffect[] = [];
  const tryIt = (action: ReturnType<typeof post>) =>
    tryAction(action, { ...ctx, fetch }, {}, { show: (one) => effects.push(one), records: new Map() });
  const headers = { "x-api-key": "k", accept: "*/*" };
  expect(await tryIt(post("captured", { method: "PUT", body: "{}", headers }))).toMatchObject({
    known: "stand-in",
    output: 200,
  });
  expect(effects).toMatchObject([{ method: "PUT", body: "{}", headers: { "x-api-key": "•••", accept: "*/*" } }]);
  await expect(tryIt(post("runs", { method: "POST" }))).rejects.toMatchObject({ code: "DRY_RUN_REFUSED" });
  expect(left).toEqual([]);
  // A login says that it changes nothing, and goes out like whatever only reads.
  await expect(tryIt(post("runs", { method: "POST", onlyReads: true }))).rejects.toThrow("sent");
  await expect(tryIt(post("runs", {}))).rejects.toThrow("sent");
  expect(left).toHaveLength(2);
});

test("an action that is captured and speaks to a server by itself is given no connection", async () => {
  const { ctx } = await createContext({ secrets: {} });
  const action = defineAction({
    ...good,
    dryRun: "captured",
    input: z.strictObject({}),
    run: async (context: ActionContext) => context.addressOf("x.example" as never),
  });
  const tried = tryAction(action, ctx, {}, { show: () => undefined, records: new Map() });
  await expect(tried).rejects.toMatchObject({ code: "DRY_RUN_REFUSED" });
});
