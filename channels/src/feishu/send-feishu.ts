import type { ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { keyFromSecret } from "../chat/address-secret.ts";
import { unsendable } from "../chat/most-pieces.ts";
import { sendToGroup } from "../chat/send-to-group.ts";
import { askProvider, type NoAnswer, type ProviderAnswer } from "../provider-call/ask-provider.ts";
import { judgeAnswer, outcomeOfJudged } from "../provider-call/judge-answer.ts";
import { sendPieces } from "../provider-call/send-pieces.ts";
import { feishuCodes } from "./feishu-codes.ts";
import type { FeishuConfig } from "./feishu-config.ts";
import { planBodies } from "./plan-bodies.ts";
import { signFeishu } from "./sign-feishu.ts";
import { uploadImage } from "./upload-image.ts";

/** `StatusCode` is of an earlier time and may be absent; installations of that time send nothing else. */
export const feishuNames = { code: ["code", "StatusCode"], text: "msg" } as const;

/** Sends a message to the group of a bot, in as many pieces as it takes. */
export async function sendFeishu(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: FeishuConfig,
): Promise<readonly DeliveryOutcome[]> {
  const post = await feishuPost(ctx, config);
  const pieces = planBodies(message, config);
  const send = async (body: object) => outcomeOfJudged(judgeAnswer(await post(body), feishuNames), feishuCodes, ctx);
  return sendToGroup(config, recipients, async () => {
    const refused = unsendable(pieces);
    if (refused !== undefined) return refused;
    return sendPieces(ctx, pieces, async (piece) => {
      if (piece.kind === "body") return send(piece.body);
      const uploaded = await uploadImage(ctx, config, piece.attachment);
      if (uploaded.kind === "refused") return uploaded.outcome;
      return send({ msg_type: "image", content: { image_key: uploaded.key } });
    });
  });
}

/** Reads the secrets of a bot; what comes back posts one body, signed at that moment. */
export async function feishuPost(
  ctx: ChannelContext,
  config: FeishuConfig,
): Promise<(body: object) => Promise<ProviderAnswer | NoAnswer>> {
  const token = keyFromSecret(await ctx.secret(config.token), ({ pathname }) => /\/hook\/([^/]+)/.exec(pathname)?.[1]);
  const signSecret = config.signSecret === undefined ? undefined : (await ctx.secret(config.signSecret)).trim();
  const url = `${config.baseUrl.replace(/\/+$/, "")}/open-apis/bot/v2/hook/${encodeURIComponent(token)}`;
  return (body) => {
    const timestamp = String(Math.floor(ctx.now.getTime() / 1_000));
    const signed = signSecret === undefined ? {} : { timestamp, sign: signFeishu(timestamp, signSecret) };
    return askProvider(ctx, url, {
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ ...signed, ...body }),
    });
  };
}
