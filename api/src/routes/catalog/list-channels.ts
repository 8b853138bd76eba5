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
      payloadFields: channel.payload === undefined ? [] : fieldsOf(jsonSchemaOf(channel.payload)),
      contentLimits: (channel.contentLimits ?? []).map(({ part, unit, most, splits = false }) => {
        return { part, unit, most, splits };
      }),
      recipientLimits: (channel.recipientLimits ?? []).map(({ most, perMs }) => ({ most, perMs })),
      codes: (channel.codes ?? []).map(({ code, kind, pauseMs = null, meaning, advice }) => {
        return { code, kind, pauseMs, meaning, advice };
      }),
    }));
    return { items };
  },
});

/** The names of the fields that a JSON Schema knows, in all of its alternatives. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties, anyOf, oneOf } = schema as Readonly<Record<string, unknown>>;
  const alternatives = [anyOf, oneOf].flatMap((some) => (Array.isArray(some) ? some : []));
  return [...new Set([...Object.keys((properties as object | undefined) ?? {}), ...alternatives.flatMap(fieldsOf)])];
}
