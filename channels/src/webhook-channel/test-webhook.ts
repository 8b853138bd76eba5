import { isActionFailure, signWebhook, type ChannelContext, type ConnectionStep } from "@belfry/plugin-kit";
import { askProvider } from "../provider-call/ask-provider.ts";
import type { WebhookConfig } from "./webhook-config.ts";

/**
 * Looks at the secrets, and asks the receiver with OPTIONS, which starts nothing there: whatever it answers, it is there.
 */
export async function testWebhook(ctx: ChannelContext, config: WebhookConfig): Promise<readonly ConnectionStep[]> {
  try {
    const secrets = [await ctx.secret(config.secret)];
    if (config.nextSecret !== undefined) secrets.push(await ctx.secret(config.nextSecret));
    signWebhook(secrets, { id: "test", timestamp: 0, body: "" });
  } catch (error) {
    if (!isActionFailure(error)) throw error;
    return [{ step: "SECRET", ok: false, detail: error.message }];
  }
  const signed: ConnectionStep = { step: "SECRET", ok: true, detail: "The secret can sign. 密钥可用于签名。" };
  const got = await askProvider(ctx, config.url, { method: "OPTIONS", timeoutMs: 10_000 });
  if (got.kind === "none") return [signed, { step: "ADDRESS", ok: false, detail: got.reason }];
  return [signed, { step: "ADDRESS", ok: true, detail: `The receiver answers (${got.status}). 服务可达。` }];
}
