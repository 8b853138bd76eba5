import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { defineChannel, type DeliveryOutcome } from "@belfry/plugin-kit";
import { z } from "zod";

/** What the provider got in one send. */
export interface CountedSend {
  readonly key: string;
  readonly to: readonly string[];
  readonly recipients: readonly string[];
}

/** A provider outside of every process under test: it counts what really arrives. */
export interface CountingProvider {
  readonly url: string;
  readonly sends: readonly CountedSend[];
  /** What it answers from now on. @default accepted */
  answer(outcomeOf: (recipient: string) => DeliveryOutcome): void;
  /** Forgets what it got and accepts everything again. */
  reset(): void;
  close(): Promise<void>;
}

export async function startCountingProvider(): Promise<CountingProvider> {
  const sends: CountedSend[] = [];
  let outcomeOf: (recipient: string) => DeliveryOutcome = accept;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const send = JSON.parse(body) as CountedSend;
      sends.push(send);
      response.end(JSON.stringify(send.recipients.map(outcomeOf)));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    sends,
    answer(next) {
      outcomeOf = next;
    },
    reset() {
      sends.length = 0;
      outcomeOf = accept;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function accept(): DeliveryOutcome {
  return { kind: "accepted", answer: "250 OK" };
}

/** The channel to the counting provider: one request for all recipients. */
export const countedChannel = defineChannel({
  id: "counted",
  displayName: { zh: "计数", en: "Counted" },
  account: z.strictObject({
    url: z.string(),
    maxBytes: z.number().default(1_000),
    key: z.union([z.string(), z.strictObject({ $secret: z.string() })]).optional(),
  }),
  envelope: "message",
  maxBytes: ({ maxBytes }) => maxBytes,
  checkAddress: (address) => (address.includes("@") ? undefined : `"${address}" has no @.`),
  async send(ctx, { messageKey, to }, recipients, { url, key }) {
    if (key !== undefined) await ctx.secret(key);
    const body = JSON.stringify({ key: messageKey, to, recipients });
    const response = await fetch(url, { method: "POST", body, signal: ctx.signal });
    const outcomes = (await response.json()) as (DeliveryOutcome & { notBefore?: string })[];
    return outcomes.map((outcome) =>
      outcome.notBefore === undefined
        ? outcome
        : ({ ...outcome, notBefore: new Date(outcome.notBefore) } as DeliveryOutcome),
    );
  },
  test: async () => [{ step: "TCP", ok: true, detail: "fine" }],
});
