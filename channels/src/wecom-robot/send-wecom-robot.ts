import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ChannelAttachment, ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { keyFromSecret } from "../chat/address-secret.ts";
import { MediaCache, mediaKey } from "../chat/media-cache.ts";
import { unsendable } from "../chat/most-pieces.ts";
import { sendToGroup } from "../chat/send-to-group.ts";
import { askProvider, type NoAnswer, type ProviderAnswer } from "../provider-call/ask-provider.ts";
import { judgeAnswer, outcomeOfJudged } from "../provider-call/judge-answer.ts";
import { outcomeOfPreparation } from "../provider-call/prepare.ts";
import { sendPieces } from "../provider-call/send-pieces.ts";
import { planPieces, robotLimits, type WecomPiece } from "./plan-pieces.ts";
import { mediaIdIn, uploadMedia } from "./upload-media.ts";
import { wecomCodes } from "./wecom-codes.ts";
import type { WecomRobotConfig } from "./wecom-robot-config.ts";

const media = new MediaCache();

/** A robot with its key read. */
interface Robot {
  readonly baseUrl: string;
  readonly key: string;
}

/** Sends a message to the group of a robot, in as many pieces as it takes. */
export async function sendWecomRobot(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: WecomRobotConfig,
): Promise<readonly DeliveryOutcome[]> {
  const robot = await robotOf(ctx, config);
  const pieces = planPieces(message, robotLimits);
  return sendToGroup(config, recipients, async () => {
    return unsendable(pieces) ?? sendPieces(ctx, pieces, (piece) => sendPiece(ctx, robot, piece));
  });
}

export async function robotOf(ctx: Pick<ChannelContext, "secret">, config: WecomRobotConfig): Promise<Robot> {
  const key = keyFromSecret(await ctx.secret(config.key), ({ searchParams }) => searchParams.get("key"));
  return { baseUrl: config.baseUrl.replace(/\/+$/, ""), key };
}

/** Posts one body to a robot. */
export function ask(ctx: ChannelContext, robot: Robot, body: object): Promise<ProviderAnswer | NoAnswer> {
  return askProvider(ctx, robotUrl(robot, "send"), {
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  });
}

async function post(ctx: ChannelContext, robot: Robot, body: object): Promise<DeliveryOutcome> {
  const judged = judgeAnswer(await ask(ctx, robot, body), { code: "errcode", text: "errmsg" });
  return outcomeOfJudged(judged, wecomCodes, ctx);
}

async function sendPiece(ctx: ChannelContext, robot: Robot, piece: WecomPiece): Promise<DeliveryOutcome> {
  if (piece.kind === "body") return post(ctx, robot, piece.body);
  const content = await readFile(piece.attachment.path);
  if (piece.kind === "file") return sendFile(ctx, robot, piece.attachment, content);
  const md5 = createHash("md5").update(content).digest("hex");
  return post(ctx, robot, { msgtype: "image", image: { base64: content.toString("base64"), md5 } });
}

async function sendFile(
  ctx: ChannelContext,
  robot: Robot,
  { fileName, mediaType }: ChannelAttachment,
  content: Buffer,
): Promise<DeliveryOutcome> {
  const key = mediaKey([robot.baseUrl, robot.key], content, fileName);
  const now = ctx.now.getTime();
  const known = media.find(key, now);
  if (known !== undefined) {
    const outcome = await post(ctx, robot, { msgtype: "file", file: { media_id: known } });
    // WeCom may forget a file sooner than it says. It was refused, so it may be uploaded and sent again at once.
    if (outcome.code !== "40007") return outcome;
    media.forget(key);
  }
  const uploaded = await uploadMedia(ctx, `${robotUrl(robot, "upload_media")}&type=file`, {
    fileName,
    mediaType,
    content,
  });
  const id = mediaIdIn(uploaded);
  if (id === undefined) return outcomeOfPreparation(uploaded, wecomCodes, ctx);
  media.remember(key, id, now);
  return post(ctx, robot, { msgtype: "file", file: { media_id: id } });
}

function robotUrl({ baseUrl, key }: Robot, call: string): string {
  return `${baseUrl}/cgi-bin/webhook/${call}?key=${encodeURIComponent(key)}`;
}
