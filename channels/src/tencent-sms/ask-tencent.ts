import type { ChannelContext } from "@belfry/plugin-kit";
import { askProvider, outcomeOfNoAnswer } from "../provider-call/ask-provider.ts";
import { outcomeOfCode } from "../provider-call/outcome-of-code.ts";
import { outcomeOfStatus } from "../provider-call/outcome-of-status.ts";
import { objectIn, readObject, textOf } from "../provider-call/read-object.ts";
import type { ProviderSaid } from "../sms/provider-said.ts";
import { CONTENT_TYPE, signTc3 } from "./sign-tc3.ts";
import { tencentCodes } from "./tencent-codes.ts";
import type { TencentSmsConfig } from "./tencent-sms-config.ts";

/** Calls Tencent Cloud, which answers with status 200 whatever happened. */
export async function askTencent(
  ctx: ChannelContext,
  config: TencentSmsConfig,
  action: "SendSms" | "PullSmsSendStatusByPhoneNumber",
  params: object,
): Promise<ProviderSaid> {
  const secretKey = (await ctx.secret(config.secretKey)).trim();
  const url = new URL(config.baseUrl);
  const timestamp = Math.floor(ctx.now.getTime() / 1_000);
  const body = JSON.stringify({ ...params, SmsSdkAppId: config.sdkAppId });
  const got = await askProvider(ctx, `${url.origin}/`, {
    headers: {
      authorization: signTc3({ secretId: config.secretId, secretKey }, { host: url.host, timestamp, body }),
      "content-type": CONTENT_TYPE,
      host: url.host,
      "x-tc-action": action,
      "x-tc-region": config.region,
      "x-tc-timestamp": String(timestamp),
      "x-tc-version": "2021-01-11",
    },
    body,
  });
  if (got.kind === "none") return { kind: "refused", outcome: outcomeOfNoAnswer(got) };
  const fields = objectIn(readObject(got.text)?.["Response"]);
  if (fields === undefined) return { kind: "refused", outcome: outcomeOfStatus(got) };
  const error = objectIn(fields["Error"]);
  if (error === undefined) return { kind: "ok", fields, answer: got.text };
  const said = { code: textOf(error["Code"]), text: textOf(error["Message"]), answer: got.text };
  return { kind: "refused", outcome: outcomeOfCode(tencentCodes, said, ctx) };
}
