import type { FastifyReply, FastifyRequest } from "fastify";
import type { Subscribe } from "../contract/define-route.ts";
import type { OpenStreams } from "./open-streams.ts";

// Proxies close what is silent for a minute or less.
const HEARTBEAT_MS = 15_000;
/** Who reads so slowly that this much waits for them is let go, and comes back where the stream ended. */
const MOST_WAITING_BYTES = 1_048_576;

/** Answers with server-sent events until the client goes or may no longer listen. */
export function sendEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: {
    readonly subscribe: Subscribe;
    readonly mayStay: () => Promise<boolean>;
    readonly streams: OpenStreams;
  },
): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    // Nginx would otherwise gather the events until its buffer is full.
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");

  const lastEventId = request.headers["last-event-id"];
  const unsubscribe = options.subscribe(
    ({ event, ids, id }) => {
      raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify({ ids })}\n\n`);
      if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy();
    },
    typeof lastEventId === "string" ? lastEventId : undefined,
  );
  const end = () => {
    clearInterval(heartbeat);
    unsubscribe();
    options.streams.delete(end);
    raw.end();
  };
  const heartbeat = setInterval(() => {
    raw.write(": still here\n\n");
    // Somebody who signed out, or lost the right, is not told any more. When nobody can say, nothing is told either.
    options.mayStay().then(
      (stays) => stays || end(),
      () => end(),
    );
  }, HEARTBEAT_MS);
  options.streams.add(end);
  request.raw.once("close", end);
  raw.once("error", end);
}
