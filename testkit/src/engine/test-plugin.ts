import {
  ActionFailure,
  defineAction,
  definePlugin,
  suspended,
  text,
  type ActionContext,
  type Plugin,
} from "@belfry/plugin-kit";
import { z } from "zod";

/** One run of a test action, as it happened. */
export interface RecordedRun {
  readonly use: string;
  readonly key: string;
  readonly attempt: number;
  readonly input: unknown;
}

export interface TestActions {
  readonly plugin: Plugin;
  readonly runs: RecordedRun[];
  /** Lets `test.block` with this name go on, also if it has not begun yet. */
  release(name: string): void;
  /** Resolves when `test.block` with this name has begun. */
  begun(name: string): Promise<void>;
}

const names = (id: string) => ({ displayName: { zh: id, en: id }, description: { zh: id, en: id } });

/** Actions for tests of the engine: they record, fail as often as told, block until released, or wait to be woken. */
export function createTestActions(): TestActions {
  const runs: RecordedRun[] = [];
  const gates = new Map<string, { begun: PromiseWithResolvers<void>; released: PromiseWithResolvers<void> }>();
  const gate = (name: string) => {
    const found = gates.get(name) ?? { begun: Promise.withResolvers<void>(), released: Promise.withResolvers<void>() };
    gates.set(name, found);
    return found;
  };
  const record = (use: string, ctx: ActionContext, input: unknown) =>
    runs.push({ use, key: ctx.idempotencyKey, attempt: ctx.attempt, input });

  const echo = defineAction({
    id: "test.echo",
    ...names("test.echo"),
    input: z.strictObject({ value: z.unknown().optional(), text: text().optional() }),
    idempotent: true,
    async run(ctx, input) {
      record("test.echo", ctx, input);
      return input.text ?? input.value ?? null;
    },
  });
  const fail = defineAction({
    id: "test.fail",
    ...names("test.fail"),
    input: z.strictObject({
      /** Succeeds at this attempt. @default never */
      until: z.number().optional(),
      message: text().default("told to fail"),
      retryable: z.boolean().default(true),
      retryAfterMs: z.number().optional(),
    }),
    idempotent: true,
    async run(ctx, input) {
      record("test.fail", ctx, input);
      if (input.until !== undefined && ctx.attempt >= input.until) return { attempt: ctx.attempt };
      const { retryable, retryAfterMs } = input;
      throw new ActionFailure(input.message, {
        class: "external",
        code: "TOLD_TO_FAIL",
        retryable,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    },
  });
  const block = defineAction({
    id: "test.block",
    ...names("test.block"),
    input: z.strictObject({ name: text() }),
    idempotent: true,
    async run(ctx, input) {
      record("test.block", ctx, input);
      gate(input.name).begun.resolve();
      await gate(input.name).released.promise;
      return { released: input.name };
    },
  });
  const wait = defineAction({
    id: "test.wait",
    ...names("test.wait"),
    input: z.strictObject({ until: z.string().optional(), runs: z.number().default(2) }),
    idempotent: true,
    async run(ctx, input) {
      record("test.wait", ctx, input);
      const mine = runs.filter((run) => run.key === ctx.idempotencyKey).length;
      if (mine >= input.runs) return { woken: mine };
      return input.until === undefined ? suspended() : suspended(new Date(input.until));
    },
  });
  const secret = defineAction({
    id: "test.secret",
    ...names("test.secret"),
    input: z.strictObject({
      value: z.union([z.strictObject({ $secret: z.string() }), z.string()]),
      fail: z.boolean().default(false),
    }),
    idempotent: true,
    async run(ctx, input) {
      const value = await ctx.secret(input.value);
      ctx.log.info(`the secret is ${value}`, { value });
      if (input.fail)
        throw new ActionFailure(`cannot use ${value}`, { class: "runtime", code: "BAD_SECRET", details: { value } });
      return { value };
    },
  });
  return {
    plugin: definePlugin({ name: "test-actions", version: "0", actions: [echo, fail, block, wait, secret] }),
    runs,
    release: (name) => gate(name).released.resolve(),
    begun: (name) => gate(name).begun.promise,
  };
}
