import { randomUUID } from "node:crypto";
import type { SeenRequest } from "../loopback-server.ts";
import type { ProviderReply } from "../answer-message.ts";
import { setBounded } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import { parseObject } from "../json-fields.ts";
import { readMultipart } from "../read-multipart.ts";
import { feishuReplies } from "./feishu-replies.ts";

/** An app, which may upload pictures for the bots of its tenant. */
export interface FeishuApp {
  readonly appId: string;
  readonly appSecret: string;
}

const TOKEN_SECONDS = 7_200;
const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** The part of Feishu's interface for apps that custom bots need: a token, and pictures. */
export class FeishuImages {
  readonly #apps: readonly FeishuApp[];
  readonly #clock: FakeClock;
  readonly #tokens = new Map<string, number>();
  readonly #images = new Map<string, { readonly bytes: number }>();

  constructor(apps: readonly FeishuApp[], clock: FakeClock) {
    this.#apps = apps;
    this.#clock = clock;
  }

  get uploads(): number {
    return this.#images.size;
  }

  forgetTokens(): void {
    this.#tokens.clear();
  }

  token({ body }: SeenRequest): ProviderReply {
    const asked = parseObject(body);
    const isKnown = this.#apps.some(
      ({ appId, appSecret }) => appId === asked?.["app_id"] && appSecret === asked["app_secret"],
    );
    if (!isKnown) return feishuReplies.badApp;
    const token = `t-${randomUUID()}`;
    setBounded(this.#tokens, token, this.#clock.now() + TOKEN_SECONDS * 1_000);
    return { body: { code: 0, msg: "ok", tenant_access_token: token, expire: TOKEN_SECONDS } };
  }

  upload({ headers, bytes }: SeenRequest): ProviderReply {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
    if ((this.#tokens.get(token) ?? 0) <= this.#clock.now()) return feishuReplies.badAppToken;
    const parts = readMultipart(bytes, headers["content-type"] ?? "");
    const type = parts.find(({ name }) => name === "image_type")?.content.toString();
    const image = parts.find(({ name }) => name === "image")?.content;
    if (type !== "message" || image === undefined || image.length === 0 || image.length > MAX_IMAGE_BYTES)
      return { status: 400, body: { code: 234001, msg: "Invalid request param." } };
    const key = `img_v2_${randomUUID()}`;
    setBounded(this.#images, key, { bytes: image.length });
    return { body: { code: 0, msg: "success", data: { image_key: key } } };
  }

  find(key: string): { readonly bytes: number } | undefined {
    return this.#images.get(key);
  }
}
