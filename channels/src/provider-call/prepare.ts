/**
 * Calls that come before a message: a token, a file. Nobody sees anything of them, so whatever goes wrong with one may be
 * tried again, and none of them leaves a message unknown.
 */
import { isActionFailure, type ChannelContext, type DeliveryOutcome, type ProviderCode } from "@belfry/plugin-kit";
import type { NoAnswer, ProviderAnswer } from "./ask-provider.ts";
import { outcomeOfJudged, type Judged } from "./judge-answer.ts";

export type Refusal = Exclude<DeliveryOutcome, { kind: "accepted" }>;

/** Long enough for 20 MB over a slow line. */
const TIMEOUT_MS = 120_000;

/** Uploads a file. */
export async function upload(
  ctx: Pick<ChannelContext, "fetch" | "signal">,
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array | FormData },
): Promise<ProviderAnswer | NoAnswer> {
  try {
    const response = await ctx.fetch(url, {
      method: "POST",
      headers,
      body,
      signal: ctx.signal,
      timeoutMs: TIMEOUT_MS,
      maxResponseBytes: 65_536,
    });
    return { kind: "answered", status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (!isActionFailure(error)) throw error;
    return { kind: "none", left: false, misconfigured: error.failureClass === "config", reason: error.message };
  }
}

/** What becomes of a message whose preparation failed. */
export function outcomeOfPreparation(
  judged: Judged,
  codes: readonly ProviderCode[],
  ctx: Pick<ChannelContext, "now">,
): Refusal {
  const outcome = outcomeOfJudged(judged, codes, ctx);
  if (outcome.kind !== "accepted" && outcome.kind !== "unknown") return outcome;
  const reason =
    "The provider's answer before the message cannot be used; nothing was sent yet. 发送前的准备未成功，稍后重试。";
  return { kind: "try-later", reason, ...(outcome.answer !== undefined && { answer: outcome.answer }) };
}
