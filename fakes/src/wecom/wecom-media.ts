import { randomUUID } from "node:crypto";
import type { SeenRequest } from "../loopback-server.ts";
import type { ProviderReply } from "../answer-message.ts";
import { setBounded } from "../bounds.ts";
import type { FakeClock } from "../fake-clock.ts";
import { readMultipart } from "../read-multipart.ts";
import { wecomError } from "./wecom-replies.ts";

/** A file that was uploaded and may be sent by its id. */
export interface WecomMedia {
  readonly name: string;
  readonly bytes: number;
}

const MEDIA_MS = 3 * 86_400_000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_VOICE_BYTES = 2 * 1024 * 1024;

/** Files by their ids: good for three days, and for whoever uploaded them only. */
export class WecomMediaStore {
  readonly #clock: FakeClock;
  readonly #files = new Map<string, WecomMedia & { readonly owner: string; readonly until: number }>();
  #uploads = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** How many files were uploaded. */
  get uploads(): number {
    return this.#uploads;
  }

  upload({ query, bytes, headers }: SeenRequest, owner: string): ProviderReply {
    const type = query.get("type");
    if (type !== "file" && type !== "voice") return wecomError("badParameter");
    const part = readMultipart(bytes, headers["content-type"] ?? "").find(({ name }) => name === "media");
    if (part?.fileName === undefined || part.fileLength !== part.content.length) return wecomError("missing");
    const { length } = part.content;
    if (length <= 5 || length > (type === "file" ? MAX_FILE_BYTES : MAX_VOICE_BYTES)) return wecomError("badFileSize");
    const now = this.#clock.now();
    const media_id = randomUUID();
    this.#uploads += 1;
    setBounded(this.#files, media_id, { owner, name: part.fileName, bytes: length, until: now + MEDIA_MS });
    return { body: { errcode: 0, errmsg: "ok", type, media_id, created_at: String(Math.floor(now / 1_000)) } };
  }

  find(id: string, owner: string): WecomMedia | undefined {
    const file = this.#files.get(id);
    if (file === undefined || file.owner !== owner || file.until <= this.#clock.now()) return undefined;
    return { name: file.name, bytes: file.bytes };
  }
}
