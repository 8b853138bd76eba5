import { createGuardedFetch } from "@belfry/access";
import { ActionFailure, defineAction, definePlugin, retryAfterMs } from "@belfry/plugin-kit";
import { startLoopbackServer } from "@belfry/testkit";
import { z } from "zod";
import type { TestEngineOptions } from "@belfry/testkit";

/** A provider that can be broken and mended, and the action that calls it. */
export interface Provider extends AsyncDisposable {
  /** `host:port`. */
  readonly connection: string;
  /** What it answers from now on. */
  answer: { status: number; headers?: Record<string, string> };
  /** How many calls reached it. */
  readonly calls: number;
  /** How an engine reaches it. */
  readonly engine: Pick<TestEngineOptions, "plugins" | "services">;
  /** A step that calls it. */
  readonly step: { readonly use: string; readonly with: { readonly url: string } };
  /** Leaves calls without an answer until what it returns is called; what hung since then is answered. */
  hang(): () => void;
}

export async function startProvider(): Promise<Provider> {
  let hangs: Promise<void> | undefined;
  let answer: Provider["answer"] = { status: 200 };
  const server = await startLoopbackServer(async (_request, response) => {
    await hangs;
    response.writeHead(answer.status, answer.headers).end("{}");
  });
  const fetch = createGuardedFetch({ allow: { hosts: ["127.0.0.0/8"] } });
  const call = defineAction({
    id: "provider.call",
    displayName: { zh: "call", en: "call" },
    description: { zh: "call", en: "call" },
    input: z.strictObject({ url: z.string() }),
    idempotent: true,
    async run(ctx, { url }) {
      const response = await ctx.fetch(url, { signal: ctx.signal });
      await response.text();
      if (response.status < 300) return { status: response.status };
      const wait = retryAfterMs(response.headers);
      throw new ActionFailure(`It answered ${response.status}.`, {
        class: "external",
        code: "HTTP_STATUS",
        ...(wait !== undefined && { retryAfterMs: wait }),
      });
    },
  });
  return {
    connection: server.host,
    get answer() {
      return answer;
    },
    set answer(next) {
      answer = next;
    },
    get calls() {
      return server.requests.length;
    },
    engine: {
      plugins: [definePlugin({ name: "provider", version: "0", actions: [call] })],
      services: { fetch },
    },
    step: { use: "provider.call", with: { url: server.url } },
    hang() {
      const over = Promise.withResolvers<void>();
      hangs = over.promise;
      return () => {
        // What was told to hang since then goes on hanging.
        if (hangs === over.promise) hangs = undefined;
        over.resolve();
      };
    },
    async [Symbol.asyncDispose]() {
      await fetch[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
