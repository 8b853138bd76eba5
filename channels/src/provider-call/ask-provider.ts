import { isActionFailure, type ChannelContext, type DeliveryOutcome } from "@belfry/plugin-kit";
import { WatchedBody } from "./watched-body.ts";

export interface ProviderRequest {
  /** @default "POST" */
  readonly method?: "POST" | "GET" | "OPTIONS";
  readonly headers?: Readonly<Record<string, string>>;
  /** @default none */
  readonly body?: string;
  /** The longest the request may take, its answer included, in milliseconds. @default 20_000 */
  readonly timeoutMs?: number;
}

/** What came back, whatever its status. */
export interface ProviderAnswer {
  readonly kind: "answered";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** No answer. `left`: the message may have been taken all the same. */
export interface NoAnswer {
  readonly kind: "none";
  readonly left: boolean;
  /** The request itself is at fault: an address that is none, or that may not be called. */
  readonly misconfigured: boolean;
  readonly reason: string;
}

const MAX_ANSWER_BYTES = 262_144;

/** Sends one request to a provider, without following redirects: they would take the message and its key elsewhere. */
export async function askProvider(
  ctx: Pick<ChannelContext, "fetch" | "signal">,
  url: string,
  { method = "POST", headers = {}, body, timeoutMs = 20_000 }: ProviderRequest,
): Promise<ProviderAnswer | NoAnswer> {
  if (ctx.signal.aborted)
    return { kind: "none", left: false, misconfigured: false, reason: "The send was called off." };
  const content = Buffer.from(body ?? "");
  const watched = body === undefined ? undefined : new WatchedBody(content);
  try {
    const response = await ctx.fetch(url, {
      method,
      headers: { ...headers, ...(watched !== undefined && { "content-length": String(content.length) }) },
      ...(watched !== undefined && { body: watched }),
      signal: ctx.signal,
      timeoutMs,
      maxResponseBytes: MAX_ANSWER_BYTES,
    });
    return { kind: "answered", status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (!isActionFailure(error)) throw error;
    const left = watched?.left ?? false;
    return { kind: "none", left, misconfigured: error.failureClass === "config", reason: error.message };
  }
}

/** The outcome of a send without an answer. */
export function outcomeOfNoAnswer({
  left,
  misconfigured,
  reason,
}: NoAnswer): Exclude<DeliveryOutcome, { kind: "accepted" }> {
  if (left) {
    return {
      kind: "unknown",
      reason: `The message was handed over and no answer came: ${reason} It may have arrived and is not sent again by itself. 消息可能已经送达，不会自动重发。`,
    };
  }
  if (misconfigured) return { kind: "account-fault", reason: `${reason} Correct the account. 请修正账号配置。` };
  return { kind: "try-later", reason: `${reason} Nothing was sent. 尚未发出，稍后重试。` };
}
