import type { ChannelContext } from "@belfry/plugin-kit";
import { askProvider } from "../provider-call/ask-provider.ts";
import { judgeAnswer, type Judged } from "../provider-call/judge-answer.ts";
import { outcomeOfPreparation, type Refusal } from "../provider-call/prepare.ts";
import { TokenCache, type TokenAnswer } from "../provider-call/token-cache.ts";
import { wecomAppCodes } from "./wecom-app-codes.ts";
import type { WecomAppConfig } from "./wecom-app-config.ts";

export type Called = Judged | { readonly kind: "no-token"; readonly outcome: Refusal };

const tokens = new TokenCache();
export const wecomAppNames = { code: "errcode", text: "errmsg" } as const;
const ENDED_TOKEN = new Set([40014, 42001]);

export interface WecomApp {
  /** What identifies the app: its address, its company and its secret. */
  readonly parts: readonly string[];
  /** Asks for a token even if one is known. */
  freshToken(): Promise<TokenAnswer>;
  /**
   * Calls with a token. One that WeCom does not take any more is forgotten, and the call repeated once with another: it
   * was refused, so nothing is doubled.
   */
  call(ask: (token: string) => Promise<Judged>): Promise<Called>;
}

/** Reads the secret of an app. */
export async function wecomApp(ctx: ChannelContext, config: WecomAppConfig): Promise<WecomApp> {
  const secret = (await ctx.secret(config.secret)).trim();
  const parts = [config.baseUrl, config.corpId, secret];
  const freshToken = () => askToken(ctx, config, secret);
  return {
    parts,
    freshToken,
    async call(ask) {
      const first = await tokens.tokenOf(ctx, parts, freshToken);
      if (first.kind === "refused") return { kind: "no-token", outcome: first.outcome };
      const judged = await ask(first.token);
      if (judged.kind === "silent" || !ENDED_TOKEN.has(judged.body.code)) return judged;
      await tokens.forget(parts, first.token);
      const second = await tokens.tokenOf(ctx, parts, freshToken);
      return second.kind === "refused" ? { kind: "no-token", outcome: second.outcome } : ask(second.token);
    },
  };
}

async function askToken(ctx: ChannelContext, config: WecomAppConfig, secret: string): Promise<TokenAnswer> {
  const query = new URLSearchParams({ corpid: config.corpId, corpsecret: secret });
  const url = `${baseOf(config)}/cgi-bin/gettoken?${query.toString()}`;
  const judged = judgeAnswer(await askProvider(ctx, url, { method: "GET" }), wecomAppNames);
  const fields: Readonly<Record<string, unknown>> =
    judged.kind === "said" && judged.body.code === 0 ? judged.body.fields : {};
  const { access_token: token, expires_in: seconds } = fields;
  if (typeof token === "string" && typeof seconds === "number") return { kind: "token", token, seconds };
  return { kind: "refused", outcome: outcomeOfPreparation(judged, wecomAppCodes, ctx) };
}

export function baseOf({ baseUrl }: Pick<WecomAppConfig, "baseUrl">): string {
  return baseUrl.replace(/\/+$/, "");
}
