import type { ChannelContext, ChannelMessage, DeliveryOutcome } from "@belfry/plugin-kit";
import { keyFromSecret } from "../chat/address-secret.ts";
import { unsendable } from "../chat/most-pieces.ts";
import { refuseAttachments } from "../chat/refuse-attachments.ts";
import { sendToGroup } from "../chat/send-to-group.ts";
import { askProvider, type NoAnswer, type ProviderAnswer } from "../provider-call/ask-provider.ts";
import { judgeAnswer, outcomeOfJudged } from "../provider-call/judge-answer.ts";
import { sendPieces } from "../provider-call/send-pieces.ts";
import { dingtalkCodes } from "./dingtalk-codes.ts";
import type { DingtalkConfig } from "./dingtalk-config.ts";
import { planBodies } from "./plan-bodies.ts";
import { signDingtalk } from "./sign-dingtalk.ts";

export const dingtalkNames = { code: "errcode", text: "errmsg" } as const;

/** Sends a message to the group of a robot, in as many pieces as it takes. */
export async function sendDingtalk(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: DingtalkConfig,
): Promise<readonly DeliveryOutcome[]> {
  const post = await dingtalkPost(ctx, config);
  const bodies = planBodies(message, config);
  const refused = refuseAttachments(message, { zh: "钉钉群机器人", en: "A DingTalk robot" }) ?? unsendable(bodies);
  return sendToGroup(config, recipients, async () => {
    if (refused !== undefined) return refused;
    return sendPieces(ctx, bodies, async (body) =>
      outcomeOfJudged(judgeAnswer(await post(body), dingtalkNames), dingtalkCodes, ctx),
    );
  });
}

/** Reads the secrets of a robot; what comes back posts one body, signed at that moment. */
export async function dingtalkPost(
  ctx: ChannelContext,
  config: DingtalkConfig,
): Promise<(body: object) => Promise<ProviderAnswer | NoAnswer>> {
  const token = keyFromSecret(await ctx.secret(config.token), (url) => url.searchParams.get("access_token"));
  const signSecret = config.signSecret === undefined ? undefined : (await ctx.secret(config.signSecret)).trim();
  return (body) => {
    const query = new URLSearchParams({ access_token: token });
    if (signSecret !== undefined) {
      const timestamp = ctx.now.getTime();
      query.set("timestamp", String(timestamp));
      query.set("sign", signDingtalk(timestamp, signSecret));
    }
    return askProvider(ctx, `${config.baseUrl.replace(/\/+$/, "")}/robot/send?${query.toString()}`, {
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
    });
  };
}
