/**
 * A WeChat official account that answers as the real one does: status 200 whatever happens, the truth in `errcode`; what
 * comes twice with one `client_msg_id` is sent once; and the event that a message was delivered or not is posted later.
 *
 * Source: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html
 */
import { createHash, randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { answerMessage, sendReply, type ProviderReply } from "../answer-message.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
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
  readonly requests: readonly SeenRequest[];
  /** How often a token was asked for. */
  readonly logins: number;
  /** Makes every token old, as two hours do. */
  expireTokens(): void;
  /** Where events are posted. */
  pushEventsTo(url: string | undefined): void;
  /** Posts the events that have not been taken. Returns the statuses of the answers. */
  pushEvents(): Promise<readonly number[]>;
  close(): Promise<void>;
}

const TOKEN_MS = 7_200_000;

/** Starts a WeChat with one official account. */
export async function startWechatFake(options: WechatFakeOptions = {}): Promise<WechatFake> {
  const { clock = { now: Date.now }, appId = "wx-belfry", secret = "wechat-secret" } = options;
  const { serverToken = "wechat-server-token", followers = ["o-zhang", "o-lihua"] } = options;
  const { templates = { notice: ["thing1", "time2"] } } = options;
  const chaos = new ChaosBoard();
  const received: ReceivedChatMessage[] = [];
  const tokens = new Map<string, number>();
  const answered = new Map<string, ProviderReply>();
  let events: { readonly id: number; readonly to: string; readonly status: string }[] = [];
  let eventsTo: string | undefined;
  let logins = 0;
  let lastId = 200_228_331;

  function token({ query }: SeenRequest): ProviderReply {
    logins += 1;
    if (query.get("grant_type") !== "client_credential" || query.get("appid") !== appId) return wechatError("badAppid");
    if (query.get("secret") !== secret) return wechatError("badSecret");
    const access_token = randomBytes(32).toString("hex");
    tokens.set(access_token, clock.now() + TOKEN_MS);
    return { body: { access_token, expires_in: TOKEN_MS / 1_000 } };
  }

  async function send({ query, body }: SeenRequest, response: ServerResponse): Promise<void> {
    const until = tokens.get(query.get("access_token") ?? "");
    if (until === undefined) return sendReply(response, wechatError("badToken"));
    if (until <= clock.now()) return sendReply(response, wechatError("expiredToken"));
    const message = parseObject(body);
    if (message === undefined) return sendReply(response, wechatError("badJson"));
    const to = textOf(message["touser"]);
    const key = textOf(message["client_msg_id"]);
    const before = key === "" ? undefined : answered.get(`${to} ${key}`);
    if (before !== undefined) return sendReply(response, before);
    const fields = templates[textOf(message["template_id"])];
    const data = (message["data"] ?? {}) as Readonly<Record<string, { readonly value?: unknown }>>;
    const take = (status: string): ProviderReply => {
      lastId += 1;
      const text = (fields ?? []).map((name) => `${name}: ${String(data[name]?.value)}`).join("\n");
      received.push({ at: new Date(clock.now()), to: [to], kind: "template", text, mentions: [] });
      events.push({ id: lastId, to, status });
      const reply = { body: { errcode: 0, errmsg: "ok", msgid: lastId } };
      if (key !== "") answered.set(`${to} ${key}`, reply);
      return reply;
    };
    await answerMessage(response, chaos, {
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
    });
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
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "text/xml" }, body });
    const text = await answer.text();
    if (answer.status === 200 && (text === "success" || text === "")) events = events.filter((one) => one !== event);
    return answer.status;
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
  });
  const close = async () => {
    chaos.clear();
    await server[Symbol.asyncDispose]();
  };
  return {
    url: server.url,
    received,
    chaos,
    requests: server.requests,
    get logins() {
      return logins;
    },
    expireTokens() {
      for (const known of tokens.keys()) tokens.set(known, clock.now());
    },
    pushEventsTo: (url) => void (eventsTo = url),
    async pushEvents() {
      const statuses: number[] = [];
      for (const event of eventsTo === undefined ? [] : [...events]) statuses.push(await post(event));
      return statuses;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
