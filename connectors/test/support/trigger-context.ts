import type { TriggerContext } from "@belfry/plugin-kit";
import type { TestActionContext } from "@belfry/testkit";

/** What a trigger that listens may use, without an engine: nothing is kept, and everything is accepted. */
export function triggerContext(
  { ctx }: TestActionContext,
  options: { readonly signal: AbortSignal; readonly feedId: string },
  own: Partial<TriggerContext> = {},
): TriggerContext {
  return {
    ...options,
    now: ctx.now,
    log: ctx.log,
    fetch: ctx.fetch,
    addressOf: ctx.addressOf,
    pathOf: ctx.pathOf,
    records: ctx.records,
    cursor: undefined,
    secret: (value) => ctx.secret(value as string),
    expression: () => Promise.reject(new Error("No trigger of these tests has an expression.")),
    unreadable: async () => undefined,
    accept: async () => undefined,
    acceptTo: async () => undefined,
    lost: () => undefined,
    ...own,
  };
}
