/**
 * One message to many members. WeCom answers "ok" as soon as one of them got it and names the others beside it, so each
 * receiver is looked up in the answer.
 */
import { readFile } from "node:fs/promises";
import type { ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { MediaCache, mediaKey } from "../chat/media-cache.ts";
import { unsendable } from "../chat/most-pieces.ts";
import { askProvider } from "../provider-call/ask-provider.ts";
import { judgeAnswer, outcomeOfJudged } from "../provider-call/judge-answer.ts";
import { outcomeOfPreparation, type Refusal } from "../provider-call/prepare.ts";
import { planPieces, type WecomLimits, type WecomPiece } from "../wecom-robot/plan-pieces.ts";
import { mediaIdIn, uploadMedia } from "../wecom-robot/upload-media.ts";
import { wecomAppCodes } from "./wecom-app-codes.ts";
import type { WecomAppConfig } from "./wecom-app-config.ts";
import { baseOf, wecomApp, wecomAppNames, type WecomApp } from "./wecom-app-token.ts";
import { receiverFields, refusedReceivers } from "./wecom-receivers.ts";

const media = new MediaCache();

export const appLimits: WecomLimits = {
  textBytes: 2_048,
  markdownBytes: 2_048,
  formats: ["markdown"],
  mentions: false,
  images: false,
};

type Sent =
  | {
      readonly kind: "sent";
      readonly refused: ReadonlyMap<string, string>;
      readonly answer: string;
      readonly id: string | undefined;
    }
  | { readonly kind: "failed"; readonly outcome: Refusal };

export async function sendWecomApp(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: WecomAppConfig,
): Promise<readonly DeliveryOutcome[]> {
  const pieces = planPieces(message, appLimits);
  const impossible = unsendable(pieces);
  if (impossible !== undefined) return recipients.map(() => impossible);
  const app = await wecomApp(ctx, config);
  const outcomes = new Map<string, DeliveryOutcome>();
  for (const [place, piece] of pieces.entries()) {
    if (place < ctx.piecesDone) continue;
    const rest = recipients.filter((recipient) => (outcomes.get(recipient)?.kind ?? "accepted") === "accepted");
    if (rest.length === 0) break;
    const sent = await sendPiece({ ctx, app, config }, piece, rest);
    for (const recipient of rest) outcomes.set(recipient, outcomeFor(recipient, sent, place));
  }
  return recipients.map((recipient) => outcomes.get(recipient) ?? { kind: "accepted", piecesDone: pieces.length });
}

function outcomeFor(recipient: string, sent: Sent, place: number): DeliveryOutcome {
  if (sent.kind === "failed") return { ...sent.outcome, piecesDone: place };
  const { answer, id } = sent;
  const reason = sent.refused.get(recipient);
  if (reason !== undefined) return { kind: "recipient-fault", reason, answer, piecesDone: place };
  return { kind: "accepted", answer, piecesDone: place + 1, ...(id !== undefined && { providerId: id }) };
}

interface Sending {
  readonly ctx: ChannelContext;
  readonly app: WecomApp;
  readonly config: WecomAppConfig;
}

async function sendPiece(sending: Sending, piece: WecomPiece, recipients: readonly string[]): Promise<Sent> {
  if (piece.kind === "body") return post(sending, piece.body, recipients);
  const content = await readFile(piece.attachment.path);
  const { ctx, app, config } = sending;
  const key = mediaKey(app.parts, content, piece.attachment.fileName);
  const now = ctx.now.getTime();
  const known = media.find(key, now);
  if (known !== undefined) {
    const sent = await post(sending, { msgtype: "file", file: { media_id: known } }, recipients);
    // WeCom may forget a file sooner than it says. It was refused, so it may be uploaded and sent again at once.
    if (sent.kind === "sent" || sent.outcome.code !== "40007") return sent;
    media.forget(key);
  }
  const called = await app.call((token) =>
    uploadMedia(ctx, callUrl(config, "media/upload", { access_token: token, type: "file" }), {
      ...piece.attachment,
      content,
    }),
  );
  if (called.kind === "no-token") return { kind: "failed", outcome: called.outcome };
  const id = mediaIdIn(called);
  if (id === undefined) return { kind: "failed", outcome: outcomeOfPreparation(called, wecomAppCodes, ctx) };
  media.remember(key, id, now);
  return post(sending, { msgtype: "file", file: { media_id: id } }, recipients);
}

async function post({ ctx, app, config }: Sending, content: object, recipients: readonly string[]): Promise<Sent> {
  const body = JSON.stringify({
    ...receiverFields(recipients),
    agentid: config.agentId,
    ...content,
    ...(config.safe && { safe: 1 }),
    // A second send of the same words to the same people is dropped, so that one without an answer may be repeated.
    enable_duplicate_check: 1,
    duplicate_check_interval: config.duplicateCheckSeconds,
  });
  const headers = { "content-type": "application/json; charset=utf-8" };
  const called = await app.call(async (token) =>
    judgeAnswer(
      await askProvider(ctx, callUrl(config, "message/send", { access_token: token }), { headers, body }),
      wecomAppNames,
    ),
  );
  if (called.kind === "no-token") return { kind: "failed", outcome: called.outcome };
  const outcome = outcomeOfJudged(called, wecomAppCodes, ctx);
  if (outcome.kind !== "accepted") return { kind: "failed", outcome };
  const fields = called.kind === "said" ? called.body.fields : {};
  const { msgid } = fields;
  return {
    kind: "sent",
    refused: refusedReceivers(fields, recipients),
    answer: outcome.answer ?? "",
    id: typeof msgid === "string" && msgid !== "" ? msgid : undefined,
  };
}

function callUrl(config: WecomAppConfig, call: string, query: Readonly<Record<string, string>>): string {
  return `${baseOf(config)}/cgi-bin/${call}?${new URLSearchParams(query).toString()}`;
}
