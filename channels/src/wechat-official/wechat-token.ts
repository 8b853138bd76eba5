import type { ChannelContext, ConnectionStep } from "@belfry/plugin-kit";
import { askProvider } from "../provider-call/ask-provider.ts";
import { judgeAnswer, outcomeOfJudged } from "../provider-call/judge-answer.ts";
import { readObject } from "../provider-call/read-object.ts";
import { TokenCache, type TokenAnswer } from "../provider-call/token-cache.ts";
import { wechatCodes } from "./wechat-codes.ts";
import type { WechatConfig } from "./wechat-config.ts";

export const NAMES = { code: "errcode", text: "errmsg" };
const tokens = new TokenCache();

export type NoToken = Extract<TokenAnswer, { kind: "refused" }>;

/** The access_token of an account, from an earlier login or a new one. */
export async function tokenOf(ctx: ChannelContext, config: WechatConfig): Promise<TokenAnswer> {
  return tokens.tokenOf(ctx, await ownerOf(ctx, config), () => login(ctx, config));
}

/** Forgets a token that WeChat does not take any more. */
export async function forgetToken(ctx: ChannelContext, config: WechatConfig, token: string): Promise<void> {
  await tokens.forget(await ownerOf(ctx, config), token);
}

async function ownerOf(ctx: ChannelContext, config: WechatConfig): Promise<readonly string[]> {
  return [baseOf(config), config.appId, (await ctx.secret(config.secret)).trim()];
}

async function login(ctx: ChannelContext, config: WechatConfig): Promise<TokenAnswer> {
  const [base = "", appid = "", secret = ""] = await ownerOf(ctx, config);
  const query = new URLSearchParams({ grant_type: "client_credential", appid, secret });
  const answer = await askProvider(ctx, `${base}/cgi-bin/token?${query.toString()}`, { method: "GET" });
  const fields = judgeToken(answer);
  if (fields !== undefined) return fields;
  const outcome = outcomeOfJudged(judgeAnswer(answer, NAMES), wechatCodes, ctx);
  // Without a token nothing was sent, whatever else is not known.
  if (outcome.kind === "accepted" || outcome.kind === "unknown") {
    const reason = "WeChat gave no access_token that can be read. 未能获取 access_token，稍后重试。";
    return { kind: "refused", outcome: { kind: "try-later", reason } };
  }
  return { kind: "refused", outcome };
}

function judgeToken(answer: Awaited<ReturnType<typeof askProvider>>): TokenAnswer | undefined {
  const fields = answer.kind === "answered" ? readObject(answer.text) : undefined;
  const token = fields?.["access_token"];
  const seconds = fields?.["expires_in"];
  if (typeof token !== "string" || token === "" || typeof seconds !== "number") return undefined;
  return { kind: "token", token, seconds };
}

/** Tests an account by a login, which sends nothing. */
export async function testWechat(ctx: ChannelContext, config: WechatConfig): Promise<readonly ConnectionStep[]> {
  const got = await login(ctx, config);
  const reached: ConnectionStep = { step: "ADDRESS", ok: true, detail: "WeChat answers. 服务可达。" };
  if (got.kind === "token")
    return [reached, { step: "KEY", ok: true, detail: "The AppSecret is valid. AppSecret 有效。" }];
  const { code, reason } = got.outcome;
  if (code === undefined || code.startsWith("HTTP ")) return [{ step: "ADDRESS", ok: false, detail: reason }];
  return [reached, { step: "KEY", ok: false, detail: reason }];
}

/** Where WeChat is, without a slash at the end. */
export function baseOf({ baseUrl }: WechatConfig): string {
  return baseUrl.replace(/\/+$/, "");
}
