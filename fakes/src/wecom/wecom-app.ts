import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { SeenRequest } from "../loopback-server.ts";
import { answerMessage, refuseMessage, sendReply, type ProviderReply } from "../answer-message.ts";
import { addBounded, KEPT, setBounded } from "../bounds.ts";
import { parseObject, textOf } from "../json-fields.ts";
import { RateWindow } from "../rate-window.ts";
import { readWecomMessage } from "./wecom-content.ts";
import { wecomError } from "./wecom-replies.ts";
import type { WecomFakeParts } from "./wecom-robots.ts";

/** An app of a company, and who can see it. */
export interface WecomApp {
  readonly corpId: string;
  readonly secret: string;
  readonly agentId: number;
  readonly members: readonly string[];
  /** How many people the company has: 200 messages to one person each a day are allowed for each of them. @default the members */
  readonly seats?: number;
  /** The addresses that may call. @default all */
  readonly trustedIps?: readonly string[];
}

const TOKEN_MS = 7_200_000;
const DAY_MS = 86_400_000;

interface Token {
  readonly app: WecomApp;
  readonly until: number;
}

/** The apps of a WeCom: tokens, partial success, and members who see no more than 30 a minute without anybody being told. */
export class WecomApps {
  readonly #apps: readonly WecomApp[];
  readonly #parts: WecomFakeParts;
  readonly #tokens = new Map<string, Token>();
  readonly #members = new Map<string, readonly RateWindow[]>();
  readonly #days = new Map<WecomApp, RateWindow>();
  readonly #seen = new Map<string, { readonly until: number; readonly reply: ProviderReply }>();
  /** How often a token was asked for. */
  logins = 0;

  constructor(apps: readonly WecomApp[], parts: WecomFakeParts) {
    this.#apps = apps;
    this.#parts = parts;
  }

  /** Makes every token old, as two hours do. */
  expireTokens(): void {
    for (const [token, { app }] of this.#tokens) this.#tokens.set(token, { app, until: this.#parts.clock.now() });
  }

  /** Makes every token unknown, as somebody who asks for one elsewhere does. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  token({ query }: SeenRequest, response: ServerResponse): void {
    this.logins += 1;
    const ofCorp = this.#apps.filter(({ corpId }) => corpId === query.get("corpid"));
    if (ofCorp.length === 0) return sendReply(response, wecomError("badCorp"));
    const app = ofCorp.find(({ secret }) => secret === query.get("corpsecret"));
    if (app === undefined) return sendReply(response, wecomError("badSecret"));
    if (app.trustedIps?.includes("127.0.0.1") === false) return sendReply(response, wecomError("ipRefused"));
    const access_token = randomUUID().replaceAll("-", "");
    setBounded(this.#tokens, access_token, { app, until: this.#parts.clock.now() + TOKEN_MS });
    sendReply(response, { body: { errcode: 0, errmsg: "ok", access_token, expires_in: TOKEN_MS / 1_000 } });
  }

  upload(request: SeenRequest, response: ServerResponse): void {
    const token = this.#tokens.get(request.query.get("access_token") ?? "");
    const reply = this.#refusalOf(token) ?? this.#parts.media.upload(request, token?.app.corpId ?? "");
    sendReply(response, reply);
  }

  #refusalOf(token: Token | undefined): ProviderReply | undefined {
    if (token === undefined) return wecomError("badToken");
    return token.until <= this.#parts.clock.now() ? wecomError("expiredToken") : undefined;
  }

  async send({ query, body }: SeenRequest, response: ServerResponse): Promise<void> {
    const token = this.#tokens.get(query.get("access_token") ?? "");
    const refusal = this.#refusalOf(token);
    const { clock, received, chaos, log } = this.#parts;
    const parsed = parseObject(body);
    const message = parsed ?? {};
    const asked = textOf(message["touser"])
      .split("|")
      .filter((user) => user !== "");
    const unread = { to: asked, kind: textOf(message["msgtype"]), text: "" };
    if (token === undefined || refusal !== undefined)
      return refuseMessage(response, log, unread, refusal ?? wecomError("badToken"));
    if (parsed === undefined)
      return refuseMessage(response, log, unread, wecomError("badType", "Warning: wrong json format. "));
    const { app } = token;
    if (message["agentid"] !== app.agentId) return refuseMessage(response, log, unread, wecomError("badAgent"));
    const read = readWecomMessage(message, { textBytes: 2_048, markdownBytes: 2_048 }, (id) =>
      this.#parts.media.find(id, app.corpId),
    );
    const brought = read.ok ? { to: asked, ...read.shown } : unread;
    const before = this.#seen.get(body);
    if (before !== undefined && before.until > clock.now()) return refuseMessage(response, log, brought, before.reply);
    const to = asked.includes("@all") ? [...app.members] : asked.filter((user) => app.members.includes(user));
    const invalid = asked.filter((user) => user !== "@all" && !app.members.includes(user));
    const hasGroups = message["toparty"] !== undefined || message["totag"] !== undefined;
    await answerMessage(
      response,
      { chaos, log },
      {
        message: brought,
        throttled: () => wecomError("tooOften"),
        bounced: () => wecomError("nobody"),
        refusal: () => {
          if (asked.length > 1_000) return wecomError("badParameter");
          if (to.length === 0 && !hasGroups) return wecomError("nobody");
          if (!read.ok) return read.reply;
          return to.every(() => this.#dayOf(app).take()) ? undefined : wecomError("tooOften");
        },
        take: () => {
          const shownTo = to.filter((user) => this.#windowsOf(user).every((window) => window.take()));
          const isSeen = shownTo.length > 0 || hasGroups;
          if (read.ok && isSeen) addBounded(received, { at: new Date(clock.now()), to: shownTo, ...read.shown });
          const reply: ProviderReply = {
            ...(!isSeen && { unseen: true }),
            body: {
              errcode: 0,
              errmsg: "ok",
              invaliduser: invalid.join("|"),
              invalidparty: "",
              invalidtag: "",
              unlicenseduser: "",
              msgid: randomUUID(),
            },
          };
          if (message["enable_duplicate_check"] === 1) {
            const seconds = Math.min(Number(message["duplicate_check_interval"] ?? 1_800), 14_400);
            setBounded(this.#seen, body, { until: clock.now() + seconds * 1_000, reply }, KEPT);
          }
          return reply;
        },
      },
    );
  }

  #dayOf(app: WecomApp): RateWindow {
    const known = this.#days.get(app);
    if (known !== undefined) return known;
    const most = (app.seats ?? app.members.length) * 200;
    const made = new RateWindow({ most, windowMs: DAY_MS }, this.#parts.clock);
    this.#days.set(app, made);
    return made;
  }

  #windowsOf(user: string): readonly RateWindow[] {
    const known = this.#members.get(user);
    if (known !== undefined) return known;
    const limits = [
      { most: 30, windowMs: 60_000 },
      { most: 1_000, windowMs: 3_600_000 },
    ];
    const made = limits.map((limit) => new RateWindow(limit, this.#parts.clock));
    setBounded(this.#members, user, made);
    return made;
  }
}
