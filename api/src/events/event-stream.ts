import type { FastifyReply, FastifyRequest } from "fastify";
import type { Subscribe } from "../contract/define-route.ts";

// Proxies close what is silent for a minute or less.
const HEARTBEAT_MS = 15_000;

/**
 * Answers with server-sent events until the client goes or may no longer listen. There is no replay: a client that was
 * away asks for everything again, which the first line (`event: hello`) tells it.
 */
export function sendEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: {
    readonly subscribe: Subscribe;
    readonly mayStay: () => Promise<boolean>;
    readonly streams: Set<() => void>;
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
  raw.write("retry: 2000\nevent: hello\ndata: {}\n\n");

  const unsubscribe = options.subscribe(({ event, ids }) => {
    raw.write(`event: ${event}\ndata: ${JSON.stringify({ ids })}\n\n`);
  });
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
