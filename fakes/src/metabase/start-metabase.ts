/**
 * A Metabase that answers as the real one does where that surprises its callers: queries answer 202, also when they failed;
 * the ordinary endpoints give 2,000 rows at most and mention it in passing; exports name columns by what people see.
 *
 * Source: https://www.metabase.com/docs/latest/api, and https://www.metabase.com/docs/latest/questions/exporting-results
 */
import { randomUUID } from "node:crypto";
import { answerMessage, sendReply, type ProviderReply } from "../answer-message.ts";
import { serverBounds } from "../bounds.ts";
import { ChaosBoard, type Chaos } from "../chaos.ts";
import { ExchangeLog } from "../exchange-log.ts";
import type { FakeClock } from "../fake-clock.ts";
import { parseObject } from "../json-fields.ts";
import { startLoopbackServer, type SeenRequest } from "../loopback-server.ts";
import { answeredQuestion, type MetabaseCard } from "./metabase-cards.ts";
import { metabaseReplies } from "./metabase-replies.ts";
import { readQuestion } from "./read-question.ts";

/** Who may ask. */
export interface MetabaseUser {
  readonly username: string;
  readonly password: string;
  readonly apiKey: string;
}

export interface MetabaseOptions {
  /** @default the clock of this machine */
  readonly clock?: FakeClock;
  /** @default `metabaseUser` */
  readonly user?: MetabaseUser;
}

export interface Metabase extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Hits queries only: whoever signs in is let in. */
  readonly chaos: Chaos;
  /** Queries and sign-ins, without a password and without a session. */
  readonly log: ExchangeLog;
  /** How often somebody signed in. */
  readonly logins: number;
  /** Ends all sessions, as a restart does. */
  expireSessions(): void;
  /** The next query is answered with this status and no more. */
  failNext(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Queries that succeed are answered with this status: versions differ. Undefined: 202, and 200 for exports. */
  answerWith(status: 200 | 202 | undefined): void;
}

export const metabaseUser: MetabaseUser = {
  username: "belfry@example.org",
  password: "belfry-test",
  apiKey: "mb_belfry-test=",
};

/** Starts a Metabase with these cards. A native query through `/api/dataset` is answered by the first card. */
export async function startMetabase(
  cards: readonly MetabaseCard[],
  { clock = { now: Date.now }, user = metabaseUser }: MetabaseOptions = {},
): Promise<Metabase> {
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const sessions = new Set<string>();
  let logins = 0;
  let success: 200 | 202 | undefined;
  let failure: ProviderReply | undefined;

  const signedIn = ({ body }: SeenRequest): ProviderReply => {
    const { username, password } = parseObject(body) ?? {};
    const isRight = username === user.username && password === user.password;
    const id = randomUUID();
    if (isRight) sessions.add(id);
    logins += isRight ? 1 : 0;
    const answer = isRight
      ? { status: 200, body: `{"id":"…"}` }
      : { status: 401, body: "did not match stored password" };
    log.add({ to: ["/api/session"], kind: "session", text: "" }, { shown: isRight, answer, fault: null });
    return isRight ? { body: { id } } : metabaseReplies.wrongPassword;
  };

  const server = await startLoopbackServer(async (request, response) => {
    const path = request.path.split("?")[0] ?? "";
    if (request.method === "POST" && /^\/api\/session\/?$/.test(path)) return sendReply(response, signedIn(request));
    const hasKey = request.headers["x-api-key"] === user.apiKey;
    if (!hasKey && !sessions.has(String(request.headers["x-metabase-session"])))
      return sendReply(response, metabaseReplies.unauthenticated);
    const question = readQuestion(request.method, path, request.body);
    const card = question?.card === null ? cards[0] : cards.find(({ id }) => id === question?.card);
    if (question === undefined || card === undefined) return sendReply(response, metabaseReplies.notFound);
    if (question.kind === "metadata") {
      const metadata = card.columns.map(({ name, displayName }) => ({ name, display_name: displayName }));
      return sendReply(response, { body: { id: card.id, name: nameOf(card), result_metadata: metadata } });
    }
    const { asked } = question;
    const message = question.card === null ? asked : { ...asked, title: nameOf(card) };
    return answerMessage(
      response,
      { chaos, log },
      {
        message,
        throttled: () => metabaseReplies.tooMany,
        bounced: () => metabaseReplies.forbidden,
        ...(!hasKey && {
          expired: () => {
            sessions.clear();
            return metabaseReplies.unauthenticated;
          },
        }),
        refusal: () => {
          const refused = failure;
          failure = undefined;
          return refused;
        },
        take: () => answeredQuestion(card, question, success),
      },
    );
  }, serverBounds);

  const close = async () => {
    chaos.clear();
    await server[Symbol.asyncDispose]();
  };
  return {
    url: server.url,
    requests: server.requests,
    chaos,
    log,
    get logins() {
      return logins;
    },
    expireSessions: () => sessions.clear(),
    failNext: (status, headers = {}) => (failure = { status, headers, plain: true, body: "Not now." }),
    answerWith: (status) => (success = status),
    [Symbol.asyncDispose]: close,
  };
}

const nameOf = ({ id, name = `Card ${id}` }: MetabaseCard) => name;
