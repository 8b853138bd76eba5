import type { ServerResponse } from "node:http";
import type { ChaosBoard } from "./chaos.ts";
import type { BroughtMessage, ExchangeLog, GivenAnswer } from "./exchange-log.ts";

export interface ProviderReply {
  /** @default 200: most providers say what went wrong in the body only */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written as JSON, or as it is when it is `plain`. */
  readonly body: unknown;
  /** Set where the body is a text and no JSON. */
  readonly plain?: true;
  /** Set where the message was taken and nobody sees it all the same. */
  readonly unseen?: true;
}

/** What a fake provider makes of one message. */
export interface MessageHandling {
  /** As it came, for the log. */
  readonly message: BroughtMessage;
  /** Called for a message that comes while the provider is told to throttle. */
  readonly throttled: () => ProviderReply;
  /** Called for a message whose recipient the provider is told to refuse. */
  readonly bounced: () => ProviderReply;
  /** Called for a request whose session the provider is told to forget. @default the fault does nothing to it */
  readonly expired?: () => ProviderReply;
  /** The provider's refusal, or nothing. */
  readonly refusal: () => ProviderReply | undefined;
  /** Takes the message and answers. */
  readonly take: () => ProviderReply;
}

const MALFORMED = "<html><title>200 OK</title><p>bad gateway";

/** Answers one message as the provider does, or as badly as it was told to. */
export async function answerMessage(
  response: ServerResponse,
  { chaos, log }: { readonly chaos: ChaosBoard; readonly log: ExchangeLog },
  { message, throttled, bounced, expired, refusal, take }: MessageHandling,
): Promise<void> {
  const fault = chaos.take();
  const kind = fault?.kind ?? null;
  const refuse = (reply: ProviderReply): void => {
    log.add(message, { shown: false, answer: answerOf(reply), fault: kind });
    sendReply(response, reply);
  };
  if (fault?.kind === "throttle") return refuse(throttled());
  if (fault?.kind === "session-expired" && expired !== undefined) return refuse(expired());
  const refused = refusal();
  if (refused !== undefined) return refuse(refused);
  if (fault?.kind === "bounce") return refuse(bounced());
  const reply = take();
  const shown = reply.unseen !== true;
  switch (fault?.kind) {
    case "accept-then-drop":
      log.add(message, { shown, answer: null, fault: kind });
      response.destroy();
      return;
    case "malformed":
      log.add(message, { shown, answer: { status: 200, body: MALFORMED }, fault: kind });
      response.writeHead(200, { "content-type": "text/html" }).end(MALFORMED);
      return;
    case "slow": {
      const id = log.add(message, { shown, answer: null, fault: kind });
      await chaos.delay(fault);
      log.answered(id, answerOf(reply));
      return sendReply(response, reply);
    }
    case "session-expired":
    case undefined:
      log.add(message, { shown, answer: answerOf(reply), fault: kind });
      return sendReply(response, reply);
  }
}

/** Refuses a message before anything is made of it, and notes that. */
export function refuseMessage(
  response: ServerResponse,
  log: ExchangeLog,
  message: BroughtMessage,
  reply: ProviderReply,
): void {
  log.add(message, { shown: false, answer: answerOf(reply), fault: null });
  sendReply(response, reply);
}

export function sendReply(response: ServerResponse, reply: ProviderReply): void {
  const { status = 200, headers = {}, plain } = reply;
  const mediaType = plain === true ? "text/plain" : "application/json";
  response.writeHead(status, { "content-type": `${mediaType}; charset=utf-8`, ...headers }).end(bodyOf(reply));
}

/** The rows of a query may have megabytes, and a thousand answers are kept. */
const MOST_KEPT = 2_000;

function answerOf(reply: ProviderReply): GivenAnswer {
  const body = bodyOf(reply);
  return {
    status: reply.status ?? 200,
    body: body.length <= MOST_KEPT ? body : `${body.slice(0, MOST_KEPT)}… (${body.length} characters)`,
  };
}

function bodyOf({ body, plain }: ProviderReply): string {
  return plain === true ? String(body) : JSON.stringify(body);
}
