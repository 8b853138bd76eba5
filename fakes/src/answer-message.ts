import type { ServerResponse } from "node:http";
import type { ChaosBoard } from "./chaos.ts";

export interface ProviderReply {
  /** @default 200: most providers say what went wrong in the body only */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What a fake provider makes of one message. */
export interface MessageHandling {
  /** Called for a message that comes while the provider is told to throttle. */
  readonly throttled: () => ProviderReply;
  /** Called for a message whose recipient the provider is told to refuse. */
  readonly bounced: () => ProviderReply;
  /** The provider's refusal, or nothing. */
  readonly refusal: () => ProviderReply | undefined;
  /** Takes the message and answers. */
  readonly take: () => ProviderReply;
}

/** Answers one message as the provider does, or as badly as it was told to. */
export async function answerMessage(
  response: ServerResponse,
  chaos: ChaosBoard,
  { throttled, bounced, refusal, take }: MessageHandling,
): Promise<void> {
  const fault = chaos.take();
  if (fault?.kind === "throttle") return sendReply(response, throttled());
  const refused = refusal();
  if (refused !== undefined) return sendReply(response, refused);
  if (fault?.kind === "bounce") return sendReply(response, bounced());
  const reply = take();
  switch (fault?.kind) {
    case "accept-then-drop":
      response.destroy();
      return;
    case "malformed":
      response.writeHead(200, { "content-type": "text/html" }).end("<html><title>200 OK</title><p>bad gateway");
      return;
    case "slow":
      await chaos.delay(fault);
      return sendReply(response, reply);
    case undefined:
      return sendReply(response, reply);
  }
}

export function sendReply(response: ServerResponse, { status = 200, headers = {}, body }: ProviderReply): void {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
    .end(JSON.stringify(body));
}
