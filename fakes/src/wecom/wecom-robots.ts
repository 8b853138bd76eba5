import type { ServerResponse } from "node:http";
import type { SeenRequest } from "../loopback-server.ts";
import { answerMessage, sendReply } from "../answer-message.ts";
import type { ChaosBoard } from "../chaos.ts";
import type { FakeClock } from "../fake-clock.ts";
import { parseObject } from "../json-fields.ts";
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
    if (known === undefined) return sendReply(response, wecomError("badKey"));
    const { robot, limit } = known;
    if (!limit.take()) return sendReply(response, wecomError("tooOften"));
    const message = parseObject(body);
    if (message === undefined) return sendReply(response, wecomError("badType", "Warning: wrong json format. "));
    const { clock, received, chaos } = this.#parts;
    const read = readWecomMessage(message, { textBytes: 2_048, markdownBytes: 4_096 }, (id) =>
      this.#parts.media.find(id, robot.key),
    );
    await answerMessage(response, chaos, {
      throttled: () => {
        limit.punish();
        return wecomError("tooOften");
      },
      bounced: () => wecomError("notInGroup"),
      refusal: () => (read.ok ? undefined : read.reply),
      take: () => {
        if (read.ok) received.push({ at: new Date(clock.now()), to: [robot.group], ...read.shown });
        return { body: { errcode: 0, errmsg: "ok" } };
      },
    });
  }

  upload(request: SeenRequest, response: ServerResponse): void {
    const key = request.query.get("key") ?? "";
    sendReply(response, this.#robots.has(key) ? this.#parts.media.upload(request, key) : wecomError("badKey"));
  }
}
