/**
 * A WeCom that answers as the real one does: status 200 whatever happens, the truth in `errcode`, and silence where the
 * real one is silent.
 *
 * Source: https://developer.work.weixin.qq.com/document/path/91770 (robots), /90236 (apps), /90454 (limits)
 */
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
import { ExchangeLog } from "../exchange-log.ts";
import { serverBounds } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { WecomMediaStore } from "./wecom-media.ts";
import { WecomApps, type WecomApp } from "./wecom-app.ts";
import { WecomRobots, type WecomRobot } from "./wecom-robots.ts";

export interface WecomFakeOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default one robot in 值班群 with the key `wecom-robot-key` */
  readonly robots?: readonly WecomRobot[];
  /** @default none */
  readonly apps?: readonly WecomApp[];
}

export interface WecomFake extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly ReceivedChatMessage[];
  readonly chaos: Chaos;
  readonly log: ExchangeLog;
  readonly requests: readonly SeenRequest[];
  /** How often a token was asked for. */
  readonly logins: number;
  /** How many files were uploaded. */
  readonly uploads: number;
  expireTokens(): void;
  forgetTokens(): void;
  close(): Promise<void>;
}

/** Starts a WeCom with robots and apps. */
export async function startWecomFake(options: WecomFakeOptions = {}): Promise<WecomFake> {
  const { clock = { now: Date.now }, robots = [{ key: "wecom-robot-key", group: "值班群" }], apps = [] } = options;
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const received: ReceivedChatMessage[] = [];
  const media = new WecomMediaStore(clock);
  const parts = { clock, chaos, log, received, media };
  const ofRobots = new WecomRobots(robots, parts);
  const ofApps = new WecomApps(apps, parts);
  const server = await startLoopbackServer((request, response) => {
    switch (`${request.method} ${request.path.split("?")[0] ?? ""}`) {
      case "POST /cgi-bin/webhook/send":
        return ofRobots.send(request, response);
      case "POST /cgi-bin/webhook/upload_media":
        return ofRobots.upload(request, response);
      case "POST /cgi-bin/media/upload":
        return ofApps.upload(request, response);
      case "GET /cgi-bin/gettoken":
        return ofApps.token(request, response);
      case "POST /cgi-bin/message/send":
        return ofApps.send(request, response);
      default:
        return response.writeHead(404).end("404 page not found");
    }
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
    get logins() {
      return ofApps.logins;
    },
    get uploads() {
      return media.uploads;
    },
    expireTokens: () => ofApps.expireTokens(),
    forgetTokens: () => ofApps.forgetTokens(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
