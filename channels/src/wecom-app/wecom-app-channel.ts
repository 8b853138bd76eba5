import { defineChannel } from "@belfry/plugin-kit";
import { chatProblems } from "../chat/chat-problems.ts";
import { MOST_PIECES, sendsOf } from "../chat/most-pieces.ts";
import { planPieces } from "../wecom-robot/plan-pieces.ts";
import { appLimits, sendWecomApp } from "./send-wecom-app.ts";
import { wecomAppCodes } from "./wecom-app-codes.ts";
import { WecomAppConfig } from "./wecom-app-config.ts";
import { WecomAppPayload } from "./wecom-app-payload.ts";
import { wecomApp } from "./wecom-app-token.ts";
import { checkReceiver } from "./wecom-receivers.ts";

const { textBytes, markdownBytes } = appLimits;

/** Messages to the members of a company through an app of WeCom. */
export const wecomAppChannel = defineChannel({
  id: "wecom-app",
  displayName: { zh: "企业微信应用消息", en: "WeCom app message" },
  account: WecomAppConfig,
  envelope: "message",
  payload: WecomAppPayload.optional(),
  // 200 messages to one person each a day for every member; a minute allows 10,000 calls of a company.
  caps: ({ seats }) => ({ perMinute: 10_000, ...(seats !== undefined && { perDay: seats * 200 }) }),
  // Source: https://developer.work.weixin.qq.com/document/path/90454
  recipientLimits: [
    { most: 30, perMs: 60_000 },
    { most: 1_000, perMs: 3_600_000 },
  ],
  recipientPieces: (message) => sendsOf(planPieces(message, appLimits)),
  contentLimits: [
    { part: "text", unit: "bytes", most: textBytes, splits: true },
    { part: "text", unit: "bytes", most: textBytes * MOST_PIECES },
    { part: "markdown", unit: "bytes", most: markdownBytes, splits: true },
    { part: "markdown", unit: "bytes", most: markdownBytes * MOST_PIECES },
  ],
  problems: (message) => chatProblems(message, planPieces(message, appLimits)),
  codes: wecomAppCodes,
  pieces: (message) => sendsOf(planPieces(message, appLimits)),
  people: (recipients, { seats = 1 }) => (recipients.includes("@all") ? seats : recipients.length),
  dropsDoubles: true,
  doublesWindowMs: ({ duplicateCheckSeconds }) => duplicateCheckSeconds * 1_000,
  maxBytes: () => 20 * 1024 * 1024,
  checkAddress: checkReceiver,
  send: sendWecomApp,
  async test(ctx, config) {
    const asked = await (await wecomApp(ctx, config)).freshToken();
    const detail = asked.kind === "token" ? "WeCom gives a token. 可获取 access_token。" : asked.outcome.reason;
    return [{ step: "TOKEN", ok: asked.kind === "token", detail }];
  },
});
