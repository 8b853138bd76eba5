/**
 * A Feishu that answers as the real one does: status 200 whatever happens to a bot's message, the truth in `code`, and the
 * fields of an earlier time only if they are wanted.
 *
 * Source: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
import { createHmac } from "node:crypto";
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { answerMessage, refuseMessage, sendReply, type ProviderReply } from "../answer-message.ts";
import { addBounded, serverBounds } from "../bounds.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
import { ExchangeLog } from "../exchange-log.ts";
import type { FakeClock } from "../fake-clock.ts";
import { parseObject, textOf, type JsonFields } from "../json-fields.ts";
import { RateWindow } from "../rate-window.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { readFeishuMessage } from "./feishu-content.ts";
import { FeishuImages, type FeishuApp } from "./feishu-images.ts";
import { feishuReplies } from "./feishu-replies.ts";

/** A bot that stands in a group, with the ways in which it is secured. */
export interface FeishuBot {
  readonly token: string;
  readonly group: string;
  /** @default messages need no signature */
  readonly signSecret?: string;
  /** One of them has to stand in every message. @default none */
  readonly keywords?: readonly string[];
  /** The addresses that may call. @default all */
  readonly trustedIps?: readonly string[];
}

export interface FeishuFakeOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default one bot in 值班群 with the token `feishu-bot-token` */
  readonly bots?: readonly FeishuBot[];
  /** @default none */
  readonly apps?: readonly FeishuApp[];
  /** Whether answers hold the fields of an earlier time. @default false */
  readonly legacyFields?: boolean;
}

export interface FeishuFake extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly ReceivedChatMessage[];
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
  readonly requests: readonly SeenRequest[];
  /** How many pictures were uploaded. */
  readonly uploads: number;
  /** Ends every token of an app. */
  forgetTokens(): void;
  close(): Promise<void>;
}

const HOUR_S = 3_600;
const MAX_BYTES = 20 * 1_024;

/** Starts a Feishu with these bots. */
export async function startFeishuFake(options: FeishuFakeOptions = {}): Promise<FeishuFake> {
  const { clock = { now: Date.now }, bots = [{ token: "feishu-bot-token", group: "值班群" }] } = options;
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const received: ReceivedChatMessage[] = [];
  const images = new FeishuImages(options.apps ?? [], clock);
  const known = new Map(bots.map((bot) => [bot.token, { bot, windows: windowsOf(clock) }] as const));

  const server = await startLoopbackServer(async (request, response) => {
    if (request.path === "/open-apis/auth/v3/tenant_access_token/internal")
      return sendReply(response, images.token(request));
    if (request.path === "/open-apis/im/v1/images") return sendReply(response, images.upload(request));
    const token = /^\/open-apis\/bot\/v2\/hook\/([^/?]+)$/.exec(request.path)?.[1];
    if (token === undefined) return response.writeHead(404).end("404 page not found");
    const found = known.get(decodeURIComponent(token));
    if (found === undefined)
      return refuseMessage(response, log, { to: [], kind: "", text: "" }, feishuReplies.badToken);
    const body = parseObject(request.body) ?? {};
    const read = readFeishuMessage(body, (key) => images.find(key));
    const kind = textOf(body["msg_type"]);
    const message = { to: [found.bot.group], ...(read.ok ? read.shown : { kind, text: "" }) };
    if (!found.windows.every((window) => window.take()))
      return refuseMessage(response, log, message, feishuReplies.tooOften);
    const refusal = refusalOf(found.bot, body, { now: clock.now(), written: request.body });
    if (refusal !== undefined) return refuseMessage(response, log, message, refusal);
    return answerMessage(
      response,
      { chaos, log },
      {
        message,
        throttled: () => feishuReplies.tooOften,
        bounced: () => feishuReplies.badToken,
        refusal: () => (read.ok ? undefined : read.reply),
        take: () => {
          if (read.ok) addBounded(received, { at: new Date(clock.now()), to: [found.bot.group], ...read.shown });
          return options.legacyFields === true ? feishuReplies.ok : feishuReplies.okWithoutLegacy;
        },
      },
    );
  }, serverBounds);
  const close = async () => {
    chaos.clear();
    await server[Symbol.asyncDispose]();
  };
  return {
    url: server.url,
    received,
    chaos,
    log,
    requests: server.requests,
    get uploads() {
      return images.uploads;
    },
    forgetTokens: () => images.forgetTokens(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function windowsOf(clock: FakeClock): readonly RateWindow[] {
  return [new RateWindow({ most: 5, windowMs: 1_000 }, clock), new RateWindow({ most: 100, windowMs: 60_000 }, clock)];
}

function refusalOf(
  { trustedIps, signSecret, keywords }: FeishuBot,
  body: JsonFields,
  { now, written }: { readonly now: number; readonly written: string },
): ProviderReply | undefined {
  if (Buffer.byteLength(written) > MAX_BYTES) return feishuReplies.badRequest;
  if (trustedIps?.includes("127.0.0.1") === false) return feishuReplies.ipRefused;
  if (signSecret !== undefined) {
    const timestamp = typeof body["timestamp"] === "string" ? body["timestamp"] : "";
    if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) - now / 1_000) > HOUR_S) return feishuReplies.badSign;
    const sign = createHmac("sha256", `${timestamp}\n${signSecret}`).update("").digest("base64");
    if (body["sign"] !== sign) return feishuReplies.badSign;
  }
  if (keywords !== undefined && !keywords.some((word) => written.includes(word))) return feishuReplies.noKeyword;
  return undefined;
}
