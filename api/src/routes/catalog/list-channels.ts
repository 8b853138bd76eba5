import { defineRoute } from "../../contract/define-route.ts";
import { ChannelEntry } from "../../schemas/catalog.ts";
import { listOf } from "../../schemas/page.ts";
import { jsonSchemaOf } from "./json-schema-of.ts";

export const listChannels = defineRoute({
  method: "GET",
  path: "/v1/catalog/channels",
  operation: "catalog.channels",
  summary: "Lists the channels that messages can take",
  permission: "catalog:read",
  reach: "everybody",
  bounded: "As many as the installed plugins bring.",
  response: listOf(ChannelEntry),
  errors: [],

  async handle({ engine }) {
    const items = [...engine.registry.channels.values()].map((channel) => ({
      id: channel.id,
      displayName: channel.displayName,
      envelope: channel.envelope,
      accountSchema: jsonSchemaOf(channel.account),
      contentLimits: (channel.contentLimits ?? []).map(({ part, unit, most, splits = false }) => {
        return { part, unit, most, splits };
      }),
      codes: (channel.codes ?? []).map(({ code, kind, pauseMs = null, meaning, advice }) => {
        return { code, kind, pauseMs, meaning, advice };
      }),
    }));
    return { items };
  },
});
