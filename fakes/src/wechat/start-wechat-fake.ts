/**
 * A WeChat official account that answers as the real one does: status 200 whatever happens, the truth in `errcode`; what
 * comes twice with one `client_msg_id` is sent once; and the event that a message was delivered or not is posted later.
 *
 * Source: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html
 */
import { createHash, randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { answerMessage, refuseMessage, sendReply, type ProviderReply } from "../answer-message.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
import { ExchangeLog } from "../exchange-log.ts";
import { addBounded, KEPT, serverBounds, setBounded } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { parseObject } from "../json-fields.ts";
import { badWechatField } from "./wechat-fields.ts";
import { wechatError } from "./wechat-replies.ts";

export interface WechatFakeOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default `wx-belfry` */
  readonly appId?: string;
  /** @default `wechat-secret` */
  readonly secret?: string;
  /** Of its events. @default `wechat-server-token` */
  readonly serverToken?: string;
  /** Who follows it. @default o-zhang and o-li */
  readonly followers?: readonly string[];
  /** Its templates and the names of their fields. @default `notice` with thing1 and time2 */
  readonly templates?: Readonly<Record<string, readonly string[]>>;
}

export interface WechatFake extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly ReceivedChatMessage[];
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
  readonly requests: readonly SeenRequest[];
  /** How often a token was asked for. */
  readonly logins: number;
  /** Makes every token old, as two hours do. */
  expireTokens(): void;
  /** Where events are posted. */
  pushEventsTo(url: string | undefined): void;
  /** Posts the events that have not been taken. Returns the statuses of the answers, 0 where there was none. With the machine's clock they go by themselves. */
  pushEvents(): Promise<readonly number[]>;
  close(): Promise<void>;
}

const TOKEN_MS = 7_200_000;
const MAX_POSTS = 3;

/** Starts a WeChat with one official account. */
export async function startWechatFake(options: WechatFakeOptions = {}): Promise<WechatFake> {
  const { clock = { now: Date.now }, appId = "wx-belfry", secret = "wechat-secret" } = options;
  const { serverToken = "wechat-server-token", followers = ["o-zhang", "o-lihua"] } = options;
  const { templates = { notice: ["thing1", "time2"] } } = options;
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const received: ReceivedChatMessage[] = [];
  const tokens = new Map<string, number>();
  const answered = new Map<string, ProviderReply>();
  let events: { readonly id: number; readonly to: string; readonly status: string; posts: number }[] = [];
  let eventsTo: string | undefined;
  let logins = 0;
  let lastId = 200_228_331;

  function token({ query }: SeenRequest): ProviderReply {
    logins += 1;
    if (query.get("grant_type") !== "client_credential" || query.get("appid") !== appId) return wechatError("badAppid");
    if (query.get("secret") !== secret) return wechatError("badSecret");
    const access_token = randomBytes(32).toString("hex");
    setBounded(tokens, access_token, clock.now() + TOKEN_MS);
    return { body: { access_token, expires_in: TOKEN_MS / 1_000 } };
  }

  async function send({ query, body }: SeenRequest, response: ServerResponse): Promise<void> {
    const until = tokens.get(query.get("access_token") ?? "");
    const message = parseObject(body) ?? {};
    const to = textOf(message["touser"]);
    const fields = templates[textOf(message["template_id"])];
    const data = (message["data"] ?? {}) as Readonly<Record<string, { readonly value?: unknown }>>;
    const text = (fields ?? []).map((name) => `${name}: ${String(data[name]?.value)}`).join("\n");
    const brought = { to: [to], kind: "template", text };
    if (until === undefined) return refuseMessage(response, log, brought, wechatError("badToken"));
    if (until <= clock.now()) return refuseMessage(response, log, brought, wechatError("expiredToken"));
    if (parseObject(body) === undefined) return refuseMessage(response, log, brought, wechatError("badJson"));
    const key = textOf(message["client_msg_id"]);
    const before = key === "" ? undefined : answered.get(`${to} ${key}`);
    if (before !== undefined) return refuseMessage(response, log, brought, before);
    const take = (status: string): ProviderReply => {
      lastId += 1;
      addBounded(received, { at: new Date(clock.now()), to: [to], kind: "template", text, mentions: [] });
      addBounded(events, { id: lastId, to, status, posts: 0 });
      const reply: ProviderReply = {
        body: { errcode: 0, errmsg: "ok", msgid: lastId },
        ...(status !== "success" && { unseen: true }),
      };
      if (key !== "") setBounded(answered, `${to} ${key}`, reply, KEPT);
      return reply;
    };
    await answerMessage(
      response,
      { chaos, log },
      {
        message: brought,
        throttled: () => wechatError("tooOften"),
        bounced: () => take("failed:user block"),
        refusal: () => {
          if (!to.startsWith("o-")) return wechatError("badOpenid");
          if (!followers.includes(to)) return wechatError("notFollowing");
          if (fields === undefined) return wechatError("badTemplate");
          const bad = badWechatField(data, fields);
          return bad === undefined ? undefined : wechatError("badField", `data.${bad}.value invalid`);
        },
        take: () => take("success"),
      },
    );
  }

  async function post(event: (typeof events)[number]): Promise<number> {
    const url = new URL(eventsTo ?? "");
    const timestamp = String(Math.floor(clock.now() / 1_000));
    const nonce = randomBytes(8).toString("hex");
    const parts = [serverToken, timestamp, nonce].toSorted();
    url.searchParams.set("signature", createHash("sha1").update(parts.join("")).digest("hex"));
    url.searchParams.set("timestamp", timestamp);
    url.searchParams.set("nonce", nonce);
    const body = `<xml><ToUserName><![CDATA[gh_belfry]]></ToUserName><FromUserName><![CDATA[${event.to}]]></FromUserName><CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>${event.id}</MsgID><Status><![CDATA[${event.status}]]></Status></xml>`;
    const { status, text } = await askOf(url, body);
    event.posts += 1;
    const isTaken = status === 200 && (text === "success" || text === "");
    if (isTaken || event.posts >= MAX_POSTS) events = events.filter((one) => one !== event);
    return status;
  }

  async function pushEvents(): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const event of eventsTo === undefined ? [] : [...events]) statuses.push(await post(event));
    return statuses;
  }

  const server = await startLoopbackServer((request, response) => {
    switch (`${request.method} ${request.path.split("?")[0] ?? ""}`) {
      case "GET /cgi-bin/token":
        return sendReply(response, token(request));
      case "POST /cgi-bin/message/template/send":
        return send(request, response);
      default:
        return response.writeHead(404).end();
    }
  }, serverBounds);
  const posting = options.clock === undefined ? setInterval(() => void pushEvents(), 1_000).unref() : undefined;
  const close = async () => {
    clearInterval(posting);
    chaos.clear();
    await server[Symbol.asyncDispose]();
  };
  return {
    url: server.url,
    received,
    chaos,
    log,
    requests: server.requests,
    get logins() {
      return logins;
    },
    expireTokens() {
      for (const known of tokens.keys()) tokens.set(known, clock.now());
    },
    pushEventsTo: (url) => void (eventsTo = url),
    pushEvents,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function askOf(url: URL, body: string): Promise<{ status: number; text: string }> {
  try {
    const headers = { "content-type": "text/xml" };
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(5_000) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: "" }; // nobody answers there: it is posted again
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
