import type { ServerResponse } from "node:http";
import type { SeenRequest } from "../loopback-server.ts";
import { answerMessage, refuseMessage, sendReply } from "../answer-message.ts";
import { addBounded } from "../bounds.ts";
import type { ChaosBoard } from "../chaos.ts";
import type { ExchangeLog } from "../exchange-log.ts";
import type { FakeClock } from "../fake-clock.ts";
import { parseObject, textOf } from "../json-fields.ts";
import { RateWindow } from "../rate-window.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { readWecomMessage } from "./wecom-content.ts";
import type { WecomMediaStore } from "./wecom-media.ts";
import { wecomError } from "./wecom-replies.ts";

/** A robot that stands in a group. */
export interface WecomRobot {
  readonly key: string;
  readonly group: string;
}

export interface WecomFakeParts {
  readonly clock: FakeClock;
  readonly chaos: ChaosBoard;
  readonly log: ExchangeLog;
  readonly received: ReceivedChatMessage[];
  readonly media: WecomMediaStore;
}

/** The robots of a WeCom: 20 messages a minute each, and a minute of silence for whoever sends more. */
export class WecomRobots {
  readonly #robots: ReadonlyMap<string, { readonly robot: WecomRobot; readonly limit: RateWindow }>;
  readonly #parts: WecomFakeParts;

  constructor(robots: readonly WecomRobot[], parts: WecomFakeParts) {
    this.#parts = parts;
    const limit = { most: 20, windowMs: 60_000, penaltyMs: 60_000 };
    this.#robots = new Map(
      robots.map((robot) => [robot.key, { robot, limit: new RateWindow(limit, parts.clock) }] as const),
    );
  }

  async send({ query, body }: SeenRequest, response: ServerResponse): Promise<void> {
    const known = this.#robots.get(query.get("key") ?? "");
    const { clock, received, chaos, log } = this.#parts;
    if (known === undefined) return refuseMessage(response, log, { to: [], kind: "", text: "" }, wecomError("badKey"));
    const { robot, limit } = known;
    const parsed = parseObject(body);
    const read = readWecomMessage(parsed ?? {}, { textBytes: 2_048, markdownBytes: 4_096 }, (id) =>
      this.#parts.media.find(id, robot.key),
    );
    const kind = textOf(parsed?.["msgtype"]);
    const message = { to: [robot.group], ...(read.ok ? read.shown : { kind, text: "" }) };
    if (!limit.take()) return refuseMessage(response, log, message, wecomError("tooOften"));
    if (parsed === undefined)
      return refuseMessage(response, log, message, wecomError("badType", "Warning: wrong json format. "));
    await answerMessage(
      response,
      { chaos, log },
      {
        message,
        throttled: () => {
          limit.punish();
          return wecomError("tooOften");
        },
        bounced: () => wecomError("notInGroup"),
        refusal: () => (read.ok ? undefined : read.reply),
        take: () => {
          if (read.ok) addBounded(received, { at: new Date(clock.now()), to: [robot.group], ...read.shown });
          return { body: { errcode: 0, errmsg: "ok" } };
        },
      },
    );
  }

  upload(request: SeenRequest, response: ServerResponse): void {
    const key = request.query.get("key") ?? "";
    sendReply(response, this.#robots.has(key) ? this.#parts.media.upload(request, key) : wecomError("badKey"));
  }
}
