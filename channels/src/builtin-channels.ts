import { definePlugin } from "@belfry/plugin-kit";
import { emailChannel } from "./email/email-channel.ts";
import { wecomRobotChannel } from "./wecom-robot/wecom-robot-channel.ts";

/** The channels that Belfry brings along. */
export const builtinChannels = definePlugin({
  name: "@belfry/channels",
  version: "0.1.0",
  channels: [emailChannel, wecomRobotChannel],
});
