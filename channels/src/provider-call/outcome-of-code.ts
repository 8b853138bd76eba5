import type { ChannelContext, DeliveryOutcome, ProviderCode } from "@belfry/plugin-kit";

/** What a provider said, taken out of its body. */
export interface CodedAnswer {
  readonly code: string;
  /** Its own text for the code. */
  readonly text: string;
  /** The whole answer. */
  readonly answer: string;
}

/**
 * The outcome that a provider's refusal means. A code that nobody described is a refusal all the same, so nothing is
 * doubled by trying again later.
 */
export function outcomeOfCode(
  codes: readonly ProviderCode[],
  { code, text, answer }: CodedAnswer,
  { now }: Pick<ChannelContext, "now">,
): Exclude<DeliveryOutcome, { kind: "accepted" }> {
  const known = codes.find((one) => one.code === code && (one.match === undefined || one.match.test(text)));
  const said = `The provider answered ${code}: "${shortened(text)}".`;
  if (known === undefined) {
    const reason = `${said} This code is not known; it is tried again later. 未知的错误码，稍后重试。`;
    return { kind: "try-later", reason, code, answer };
  }
  const { kind, pauseMs, waitMs = pauseMs, meaning, advice } = known;
  const reason = `${said} ${meaning.en} ${advice.en} ${meaning.zh}${advice.zh}`;
  const after = (ms: number | undefined) => (ms === undefined ? undefined : new Date(now.getTime() + ms));
  const common = { reason, code, answer };
  const notBefore = after(waitMs);
  const pauseUntil = after(pauseMs);
  if (kind === "try-later") return { kind, ...common, ...(notBefore !== undefined && { notBefore }) };
  if (kind === "account-fault") return { kind, ...common, ...(pauseUntil !== undefined && { pauseUntil }) };
  return { kind, ...common };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 300 ? line : `${line.slice(0, 300)}…`;
}
