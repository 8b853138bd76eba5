import type { DeliveryOutcome } from "@belfry/plugin-kit";
import type { ProviderAnswer } from "./ask-provider.ts";

/**
 * The outcome of an answer whose body is not the provider's: it comes from something before it, or was cut off. Only a
 * status that says "refused" is believed; behind any other the message may have been taken.
 */
export function outcomeOfStatus({ status, text }: ProviderAnswer): Exclude<DeliveryOutcome, { kind: "accepted" }> {
  const answer = text;
  const said = `The provider's address answered with status ${status} and a body that is not the provider's.`;
  const code = `HTTP ${status}`;
  if (status === 413)
    return { kind: "content-fault", reason: `${said} The message is too large. 消息过大。`, code, answer };
  if (status === 408 || status === 429 || status === 503)
    return { kind: "try-later", reason: `${said} It is busy. 对方繁忙，稍后重试。`, code, answer };
  if (status >= 300 && status <= 499)
    return {
      kind: "account-fault",
      reason: `${said} Check the address of the account. 请检查账号里的地址。`,
      code,
      answer,
    };
  return {
    kind: "unknown",
    reason: `${said} Whether it took the message cannot be known. 无法判断对方是否已收下。`,
    code,
    answer,
  };
}
