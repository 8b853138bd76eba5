/**
 * A DingTalk that answers as the real one does: status 200 whatever happens, one code for everything that has to do with
 * the security of a robot, and ten minutes of silence for whoever sends too often.
 *
 * Source: https://open.dingtalk.com/document/orgapp/custom-robot-access
 */
import { createHmac } from "node:crypto";
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { answerMessage, refuseMessage, type ProviderReply } from "../answer-message.ts";
import { addBounded, serverBounds } from "../bounds.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
import { ExchangeLog } from "../exchange-log.ts";
import type { FakeClock } from "../fake-clock.ts";
import { parseObject, textOf } from "../json-fields.ts";
import { RateWindow } from "../rate-window.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { readDingtalkMessage } from "./dingtalk-content.ts";
import { dingtalkReplies } from "./dingtalk-replies.ts";

/** A robot that stands in a group, with the ways in which it is secured. */
export interface DingtalkRobot {
  readonly token: string;
  readonly group: string;
  /** @default messages need no signature */
  readonly signSecret?: string;
  /** One of them has to stand in every message. @default none */
  readonly keywords?: readonly string[];
  /** The addresses that may call. @default all */
  readonly trustedIps?: readonly string[];
}

export interface DingtalkFakeOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default one robot in 值班群 with the token `dingtalk-robot-token` */
  readonly robots?: readonly DingtalkRobot[];
}

export interface DingtalkFake extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly ReceivedChatMessage[];
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const MAX_BYTES = 20_000;

/** Starts a DingTalk with these robots. */
export async function startDingtalkFake(options: DingtalkFakeOptions = {}): Promise<DingtalkFake> {
  const { clock = { now: Date.now }, robots = [{ token: "dingtalk-robot-token", group: "值班群" }] } = options;
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const received: ReceivedChatMessage[] = [];
  const limit = { most: 20, windowMs: 60_000, penaltyMs: 600_000 };
  const known = new Map(robots.map((robot) => [robot.token, { robot, window: new RateWindow(limit, clock) }] as const));

  const server = await startLoopbackServer(async (request, response) => {
    if (request.method !== "POST" || !request.path.startsWith("/robot/send?"))
      return response.writeHead(404).end("Not Found");
    const found = known.get(request.query.get("access_token") ?? "");
    if (found === undefined)
      return refuseMessage(response, log, { to: [], kind: "", text: "" }, dingtalkReplies.unknownToken);
    const { robot, window } = found;
    const body = parseObject(request.body);
    const read = readDingtalkMessage(body);
    const kind = textOf(body?.["msgtype"]);
    const message = { to: [robot.group], ...(read.ok ? read.shown : { kind, text: "" }) };
    if (!window.take()) return refuseMessage(response, log, message, dingtalkReplies.tooFast());
    const refusal = refusalOf(robot, request, clock.now());
    if (refusal !== undefined) return refuseMessage(response, log, message, refusal);
    return answerMessage(
      response,
      { chaos, log },
      {
        message,
        throttled: () => {
          window.punish();
          return dingtalkReplies.tooFast();
        },
        bounced: () => dingtalkReplies.groupGone,
        refusal: () => (read.ok ? undefined : read.reply),
        take: () => {
          if (read.ok) addBounded(received, { at: new Date(clock.now()), to: [robot.group], ...read.shown });
          return dingtalkReplies.ok;
        },
      },
    );
  }, serverBounds);
  const close = async () => {
    chaos.clear();
    await server[Symbol.asyncDispose]();
  };
  return { url: server.url, received, chaos, log, requests: server.requests, close, [Symbol.asyncDispose]: close };
}

function refusalOf(robot: DingtalkRobot, { query, body }: SeenRequest, now: number): ProviderReply | undefined {
  if (robot.trustedIps?.includes("127.0.0.1") === false) return dingtalkReplies.ipRefused;
  if (robot.signSecret !== undefined) {
    const timestamp = query.get("timestamp") ?? "";
    if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - now) > HOUR_MS) return dingtalkReplies.badTimestamp;
    const { signSecret } = robot;
    const sign = createHmac("sha256", signSecret).update(`${timestamp}\n${signSecret}`).digest("base64");
    if (query.get("sign") !== sign) return dingtalkReplies.badSign;
  }
  if (robot.keywords !== undefined && !robot.keywords.some((word) => body.includes(word)))
    return dingtalkReplies.noKeyword;
  return Buffer.byteLength(body) > MAX_BYTES ? dingtalkReplies.tooLarge : undefined;
}
