import { defineChannel } from "@belfry/plugin-kit";
import { chatProblems, fileProblems } from "../chat/chat-problems.ts";
import { checkGroupName, isInGroup } from "../chat/group-name.ts";
import { MOST_PIECES, sendsOf } from "../chat/most-pieces.ts";
import { testByRefusal } from "../chat/test-by-refusal.ts";
import { feishuCodes } from "./feishu-codes.ts";
import { FeishuConfig } from "./feishu-config.ts";
import { FeishuPayload } from "./feishu-payload.ts";
import { MAX_BODY_BYTES, planBodies } from "./plan-bodies.ts";
import { feishuNames, feishuPost, sendFeishu } from "./send-feishu.ts";
import { isPicture } from "./upload-image.ts";

/** What a bot that is known is told of a message without a kind, or without its keyword. */
const REFUSED_MESSAGE = new Set([9499, 19002, 19024]);

/** Messages to Feishu and Lark groups through the custom bots that stand in them. */
export const feishuChannel = defineChannel({
  id: "feishu",
  displayName: { zh: "飞书群机器人", en: "Feishu group bot" },
  account: FeishuConfig,
  envelope: "recipient",
  payload: FeishuPayload.optional(),
  caps: () => ({ perSecond: 5, perMinute: 100 }),
  contentLimits: [
    { part: "text", unit: "bytes", most: MAX_BODY_BYTES, splits: true },
    { part: "text", unit: "bytes", most: MAX_BODY_BYTES * MOST_PIECES },
    { part: "markdown", unit: "bytes", most: MAX_BODY_BYTES, splits: true },
    { part: "markdown", unit: "bytes", most: MAX_BODY_BYTES * MOST_PIECES },
  ],
  problems: (message) => [
    ...chatProblems(message, planBodies(message, {})),
    ...fileProblems(message, "A Feishu bot", isPicture),
  ],
  codes: feishuCodes,
  serves: isInGroup,
  gathersOverflow: true,
  pieces: (message, config) => sendsOf(planBodies(message, config)),
  // The largest picture that an app may upload.
  maxBytes: () => 10 * 1024 * 1024,
  checkAddress: checkGroupName,
  send: sendFeishu,
  async test(ctx, config) {
    const post = await feishuPost(ctx, config);
    return testByRefusal(ctx, {
      codes: feishuCodes,
      names: feishuNames,
      isKnown: (code) => REFUSED_MESSAGE.has(code),
      ask: () => post({}),
    });
  },
});
