export { channelListQuery } from "./channel-queries.ts";
export { useChannelText } from "./use-channel-text.ts";
