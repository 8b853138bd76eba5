import { AppError } from "@belfry/model";
import type { ChannelDefinition } from "@belfry/plugin-kit";

/** The channel with this id. @throws AppError CHANNEL_NOT_FOUND */
export type ChannelLookup = (id: string) => ChannelDefinition;

/** Finds channels by their id. Two channels with one id are refused at once. */
export function createChannelLookup(channels: readonly ChannelDefinition[]): ChannelLookup {
  const byId = new Map<string, ChannelDefinition>();
  for (const channel of channels) {
    if (byId.has(channel.id))
      throw new AppError("PLUGIN_CONFLICT", { reason: `The channel "${channel.id}" exists twice.` });
    byId.set(channel.id, channel);
  }
  return (id) => {
    const channel = byId.get(id);
    if (channel !== undefined) return channel;
    const known = [...byId.keys()].join(", ");
    throw new AppError("CHANNEL_NOT_FOUND", {
      field: "channel",
      channel: id,
      reason: `"${id}" is not one of the channels: ${known === "" ? "none is installed" : known}.`,
    });
  };
}
