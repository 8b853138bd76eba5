import type { ChannelContext, ConnectionStep } from "@belfry/plugin-kit";
import { testByRefusal } from "../chat/test-by-refusal.ts";
import { ask, robotOf } from "./send-wecom-robot.ts";
import { wecomCodes } from "./wecom-codes.ts";
import type { WecomRobotConfig } from "./wecom-robot-config.ts";

/** What WeCom says to a robot that it knows when the message is of no kind: the key was right. */
const REFUSED_MESSAGE = new Set([40008, 40035, 40058, 40063, 44004]);

export async function testWecomRobot(
  ctx: ChannelContext,
  config: WecomRobotConfig,
): Promise<readonly ConnectionStep[]> {
  const robot = await robotOf(ctx, config);
  return testByRefusal(ctx, {
    codes: wecomCodes,
    names: { code: "errcode", text: "errmsg" },
    isKnown: (code) => REFUSED_MESSAGE.has(code),
    ask: () => ask(ctx, robot, { msgtype: "belfry_test" }),
  });
}
