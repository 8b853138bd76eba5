import { randomUUID } from "node:crypto";
import type { ChannelContext } from "@belfry/plugin-kit";
import { askProvider, outcomeOfNoAnswer } from "../provider-call/ask-provider.ts";
import { outcomeOfCode } from "../provider-call/outcome-of-code.ts";
import { outcomeOfStatus } from "../provider-call/outcome-of-status.ts";
import { readObject, textOf } from "../provider-call/read-object.ts";
import type { ProviderSaid } from "../sms/provider-said.ts";
import { aliyunCodes } from "./aliyun-codes.ts";
import type { AliyunSmsConfig } from "./aliyun-sms-config.ts";
import { signAcs3 } from "./sign-acs3.ts";

/** Calls Aliyun. Time and nonce are made for this call alone: both are refused when they come again. */
export async function askAliyun(
  ctx: ChannelContext,
  config: AliyunSmsConfig,
  action: "SendSms" | "QuerySendDetails",
  query: Readonly<Record<string, string>>,
): Promise<ProviderSaid> {
  const accessKeySecret = (await ctx.secret(config.accessKeySecret)).trim();
  const url = new URL(config.baseUrl);
  const signed = signAcs3(
    { accessKeyId: config.accessKeyId, accessKeySecret },
    {
      host: url.host,
      action,
      version: "2017-05-25",
      date: ctx.now.toISOString().replace(/\.\d+Z$/, "Z"),
      nonce: randomUUID(),
      query,
    },
  );
  // Its body is empty, and is given all the same: it tells whether the request left.
  const got = await askProvider(ctx, `${url.origin}/?${signed.query}`, { headers: signed.headers, body: "" });
  if (got.kind === "none") return { kind: "refused", outcome: outcomeOfNoAnswer(got) };
  const fields = readObject(got.text);
  const code = fields?.["Code"];
  if (fields === undefined || typeof code !== "string") return { kind: "refused", outcome: outcomeOfStatus(got) };
  if (code === "OK") return { kind: "ok", fields, answer: got.text };
  const said = { code, text: textOf(fields["Message"]), answer: got.text };
  return { kind: "refused", outcome: outcomeOfCode(aliyunCodes, said, ctx) };
}
