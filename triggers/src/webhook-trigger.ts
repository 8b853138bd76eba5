import { createHash } from "node:crypto";
import { defineTrigger, secret, type ReceivedRequest, valueAt } from "@belfry/plugin-kit";
import { z } from "zod";
import { readWebhookBody } from "./webhook-body.ts";
import { carriesToken, isHmacSigned, isStandardSigned } from "./webhook-signature.ts";

const Header = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,100}$/, "A header has letters, digits and hyphens.")
  .transform((name) => name.toLowerCase());

const Webhook = z
  .strictObject({
    webhook: z
      .enum(["standard", "hmac", "token"])
      .describe(
        "How a request proves who sent it: `standard` (Standard Webhooks), `hmac` (a header with the HMAC of the body), `token` (a header with the secret itself).",
      ),
    secret: secret()
      .refine(
        (value) => typeof value !== "string" || /^\$\{\{\s*secrets\.[A-Za-z_]\w*\s*\}\}$/.test(value),
        "Store the secret and name it here: ${{ secrets.NAME }}.",
      )
      .describe("The secret that the sender knows too, as `${{ secrets.NAME }}`."),
    header: Header.optional().describe(
      "Of `hmac` and `token`: the header that carries it. Left out: `authorization` for `token`.",
    ),
    algorithm: z.enum(["sha256", "sha1"]).optional().describe("Of `hmac`; `sha256` when left out."),
    encoding: z
      .enum(["hex", "base64"])
      .optional()
      .describe("Of `hmac`: how the signature is written; `hex` when left out."),
    prefix: z
      .string()
      .max(100)
      .optional()
      .describe("Of `hmac` and `token`: what stands before it in the header, such as `sha256=` or `Bearer `."),
    body: z.enum(["json", "form", "text"]).default("json").describe("What the body is read as."),
    type: z.string().min(1).max(500).default("webhook").describe("The type of the events."),
    eventId: z
      .strictObject({
        header: Header.optional().describe("The header that holds it."),
        path: z.string().min(1).max(500).optional().describe("Where it stands in the body: `data.id`."),
      })
      .optional()
      .describe(
        "What names an event, so that it counts once when it is sent again. Left out: `webhook-id` for `standard`, else the hash of the body.",
      ),
    headers: z.array(Header).max(20).default([]).describe("Headers that become attributes of the event."),
  })
  .superRefine(({ webhook, header, algorithm, encoding, prefix }, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (webhook === "hmac" && header === undefined) refuse("header", "Name the header that carries the signature.");
    if (webhook !== "hmac" && algorithm !== undefined) refuse("algorithm", "Only `hmac` has a choice of algorithms.");
    if (webhook !== "hmac" && encoding !== undefined) refuse("encoding", "Only `hmac` has a choice of encodings.");
    if (webhook === "standard" && (header ?? prefix) !== undefined) {
      refuse("header", "Standard Webhooks fix the headers; leave out header and prefix.");
    }
  });

/** Fires for requests to an address of its own that are signed with a secret. */
export const webhookTrigger = defineTrigger({
  kind: "receive",
  id: "webhook",
  displayName: { zh: "Webhook", en: "Webhook" },
  description: {
    zh: "收到发往该触发器专用地址且签名正确的请求时触发",
    en: "Fires for signed requests to an address of its own, /v1/hooks/{rule}/{trigger}",
  },
  config: Webhook,
  describe: ({ webhook, type }) => ({
    zh: `收到 Webhook ${type}（${signatures[webhook].zh}）`,
    en: `When a webhook ${type} comes in (${signatures[webhook].en})`,
  }),

  async verify(ctx, config, request) {
    const known = await ctx.secret(config.secret);
    const { webhook, header = "authorization", algorithm = "sha256", encoding = "hex", prefix = "" } = config;
    switch (webhook) {
      case "standard":
        return isStandardSigned(request, known, ctx.now);
      case "hmac":
        return isHmacSigned(request, known, { header, algorithm, encoding, prefix });
      case "token":
        return carriesToken(request, known, { header, prefix });
    }
  },

  read(config, request) {
    const read = readWebhookBody(request.body, config.body);
    if (!read.ok) return read;
    const attributes = Object.fromEntries(
      config.headers.flatMap((name) => {
        const value = request.headers[name];
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
    return {
      ok: true,
      event: { id: eventIdOf(config, request, read.data), type: config.type, attributes, data: read.data },
    };
  },
});

const signatures = {
  standard: { zh: "Standard Webhooks 签名", en: "Standard Webhooks" },
  hmac: { zh: "HMAC 签名", en: "HMAC" },
  token: { zh: "令牌", en: "token" },
} as const;

function eventIdOf({ webhook, eventId }: z.output<typeof Webhook>, request: ReceivedRequest, data: unknown): string {
  const header = eventId?.header ?? (webhook === "standard" && eventId === undefined ? "webhook-id" : undefined);
  const named =
    (header === undefined ? undefined : request.headers[header]) ??
    (eventId?.path === undefined ? undefined : valueAt(data, eventId.path));
  if (typeof named === "number" || (typeof named === "string" && named !== "")) return String(named);
  return createHash("sha256").update(request.body).digest("hex");
}
