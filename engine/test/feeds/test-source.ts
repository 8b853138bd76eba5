import { definePlugin, defineTrigger, type IncomingEvent, type Plugin, type TriggerContext } from "@belfry/plugin-kit";
import { z } from "zod";

/** A queue that keeps each message until it is acknowledged, and hands it out again over the next connection. */
export interface TestQueue {
  readonly plugin: Plugin;
  /** Puts a message in; every connection gets it. */
  send(id: string, data?: unknown): void;
  /** Ends all connections, as a broker does that goes away. */
  breakAll(): void;
  /** Refuses connections with this, or lets them in again. */
  refuse(error: Error | undefined): void;
  /** Loses the next acknowledgements: the message is accepted and comes again. */
  loseAcknowledgements(n: number): void;
  /** Ids of messages that nobody acknowledged yet. */
  readonly waiting: () => string[];
  /** How many connections there are now, and were at the most. */
  readonly connections: { now: number; most: number; total: number };
  /** How often each message was handed out. */
  readonly handedOut: Map<string, number>;
  /** What accepting was refused with. */
  readonly refusals: unknown[];
  /** What questions are answered; each returns what there is beyond the cursor. */
  readonly answers: { events: IncomingEvent[]; before?: (cursor: unknown) => Promise<void> | void; more?: boolean };
  readonly asked: unknown[];
}

const names = (id: string) => ({ displayName: { zh: id, en: id }, description: { zh: `${id}。`, en: `${id}.` } });

export function createTestQueue(): TestQueue {
  const messages = new Map<string, unknown>();
  const handedOut = new Map<string, number>();
  const open = new Set<{ ctx: TriggerContext; readonly hand: (id: string, data: unknown) => void }>();
  const connections = { now: 0, most: 0, total: 0 };
  const refusals: unknown[] = [];
  const answers: TestQueue["answers"] = { events: [] };
  const asked: unknown[] = [];
  let refused: Error | undefined;
  let losses = 0;

  const listen = defineTrigger({
    kind: "subscribe",
    id: "testQueue",
    ...names("testQueue"),
    config: z.strictObject({ testQueue: z.string(), secret: z.unknown().optional() }),
    describe: () => names("testQueue").displayName,
    async subscribe(ctx, config) {
      if (config.secret !== undefined) {
        const secret = await ctx.secret(config.secret);
        ctx.log.info(`connects with ${secret}`, { secret });
        if (refused !== undefined) throw new Error(`${refused.message} ${secret}`);
      }
      if (refused !== undefined) throw refused;
      const hand = (id: string, data: unknown) => {
        handedOut.set(id, (handedOut.get(id) ?? 0) + 1);
        const accepted =
          typeof data === "string" && data.startsWith("unreadable")
            ? ctx.unreadable(data, [{ path: "", message: "It cannot be read.", remedy: "Correct it." }])
            : ctx.accept({ source: "/queue", id, type: "message", data: data ?? null });
        accepted.then(
          () => {
            if (losses > 0) losses -= 1;
            else messages.delete(id);
          },
          (error: unknown) => refusals.push(error),
        );
      };
      const connection = { ctx, hand };
      open.add(connection);
      connections.now += 1;
      connections.total += 1;
      connections.most = Math.max(connections.most, connections.now);
      for (const [id, data] of messages) hand(id, data);
      return {
        async [Symbol.asyncDispose]() {
          if (open.delete(connection)) connections.now -= 1;
        },
      };
    },
    read: (_config, raw) =>
      raw.startsWith("unreadable")
        ? { ok: false, problems: [{ path: "", message: "Still unreadable.", remedy: "Correct it." }] }
        : { ok: true, events: [{ source: "/queue", id: `read-${raw}`, type: "message", data: raw }] },
  });
  const ask = defineTrigger({
    kind: "poll",
    id: "testPoll",
    ...names("testPoll"),
    config: z.strictObject({ testPoll: z.string(), everyMs: z.number().default(1_000) }),
    describe: () => names("testPoll").displayName,
    everyMs: ({ everyMs }) => everyMs,
    async poll(_ctx, _config, cursor) {
      const from = typeof cursor === "number" ? cursor : 0;
      asked.push(cursor);
      const events = answers.events.slice(from);
      await answers.before?.(cursor);
      return { events, cursor: from + events.length, ...(answers.more !== undefined && { more: answers.more }) };
    },
  });

  return {
    plugin: definePlugin({ name: "test-feeds", version: "0", triggers: [listen, ask] }),
    send(id, data) {
      messages.set(id, data);
      for (const { hand } of open) hand(id, data);
    },
    breakAll() {
      for (const { ctx } of open) ctx.lost(new Error("The broker went away."));
    },
    refuse: (error) => void (refused = error),
    loseAcknowledgements: (n) => void (losses = n),
    waiting: () => [...messages.keys()],
    connections,
    handedOut,
    refusals,
    answers,
    asked,
  };
}

/** A rule with one trigger that listens to the queue. */
export function queueRule(slug: string, trigger: Record<string, unknown> = {}): Record<string, unknown> {
  return { rule: slug, triggers: [{ id: "queue", testQueue: "orders", ...trigger }], actions: [{ use: "test.echo" }] };
}

/** A rule with one trigger that asks. */
export function pollRule(slug: string, trigger: Record<string, unknown> = {}): Record<string, unknown> {
  return { rule: slug, triggers: [{ id: "poll", testPoll: "orders", ...trigger }], actions: [{ use: "test.echo" }] };
}
