import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { SeenRequest } from "../../action-context/loopback-server.ts";
import { answerMessage, sendReply, type ProviderReply } from "../answer-message.ts";
import type { ChaosBoard } from "../chaos.ts";
import type { FakeClock } from "../fake-clock.ts";
import { RateWindow } from "../rate-window.ts";
import { readMultipart } from "../read-multipart.ts";
import type { ReceivedChatMessage } from "../received-chat-message.ts";
import { readWecomMessage, type WecomMedia } from "./wecom-content.ts";
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
}

const MEDIA_MS = 3 * 86_400_000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_VOICE_BYTES = 2 * 1024 * 1024;

/** The robots of a WeCom: 20 messages a minute each, and a minute of silence for whoever sends more. */
export class WecomRobots {
  readonly #robots: ReadonlyMap<string, { readonly robot: WecomRobot; readonly limit: RateWindow }>;
  readonly #media = new Map<string, WecomMedia & { readonly key: string; readonly until: number }>();
  readonly #parts: WecomFakeParts;
  /** How many files were uploaded. */
  uploads = 0;

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
      this.#validMedia(id, robot.key),
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

  upload({ query, bytes, headers }: SeenRequest, response: ServerResponse): void {
    sendReply(response, this.#upload(query, bytes, headers["content-type"] ?? ""));
  }

  #upload(query: URLSearchParams, body: Buffer, contentType: string): ProviderReply {
    const key = query.get("key") ?? "";
    if (!this.#robots.has(key)) return wecomError("badKey");
    const type = query.get("type");
    if (type !== "file" && type !== "voice") return wecomError("badParameter");
    const part = readMultipart(body, contentType).find(({ name }) => name === "media");
    if (part?.fileName === undefined || part.fileLength !== part.content.length) return wecomError("missing");
    const most = type === "file" ? MAX_FILE_BYTES : MAX_VOICE_BYTES;
    if (part.content.length <= 5 || part.content.length > most) return wecomError("badFileSize");
    const now = this.#parts.clock.now();
    const media_id = randomUUID();
    this.#media.set(media_id, { key, name: part.fileName, bytes: part.content.length, until: now + MEDIA_MS });
    this.uploads += 1;
    return { body: { errcode: 0, errmsg: "ok", type, media_id, created_at: String(Math.floor(now / 1_000)) } };
  }

  #validMedia(id: string, key: string): WecomMedia | undefined {
    const media = this.#media.get(id);
    if (media === undefined || media.key !== key || media.until <= this.#parts.clock.now()) return undefined;
    return { name: media.name, bytes: media.bytes };
  }
}

/** A body that is one JSON object. */
export function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined; // refused in the provider's own words
  }
}
