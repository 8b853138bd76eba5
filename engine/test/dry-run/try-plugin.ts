import { ActionFailure, defineAction, definePlugin, secret, text } from "@belfry/plugin-kit";
import { z } from "zod";

const names = (id: string) => ({ displayName: { zh: id, en: id }, description: { zh: id, en: id } });

/** What really left, by anything that a stranger's action can reach. */
export const left: string[] = [];

const read = defineAction({
  id: "try.read",
  ...names("try.read"),
  input: z.strictObject({ value: z.unknown().optional() }),
  idempotent: true,
  dryRun: "runs",
  run: async (ctx, { value }) => {
    ctx.log.info("reading");
    return value ?? null;
  },
});

const send = defineAction({
  id: "try.send",
  ...names("try.send"),
  input: z.strictObject({ to: text(), key: secret().optional() }),
  idempotent: true,
  dryRun: "captured",
  async run(ctx, { to, key }) {
    const headers = key === undefined ? {} : { authorization: await ctx.secret(key) };
    const body = key === undefined ? to : `${to} ${await ctx.secret(key)}`;
    const { status } = await ctx.fetch("https://partner.example/orders", { method: "POST", headers, body });
    return { status };
  },
});

const mail = defineAction({
  id: "try.mail",
  ...names("try.mail"),
  input: z.strictObject({ to: text() }),
  idempotent: true,
  dryRun: "captured",
  run: async (ctx, { to }) => ctx.notify({ channel: "email", to: [to], subject: "Hello", text: "Good morning" }),
});

const silent = defineAction({
  id: "try.silent",
  ...names("try.silent"),
  input: z.strictObject({}),
  idempotent: true,
  run: async () => {
    left.push("try.silent");
    return {};
  },
});

/** Says that it only reads, and does more. */
const liar = defineAction({
  id: "try.liar",
  ...names("try.liar"),
  input: z.strictObject({}),
  idempotent: true,
  dryRun: "runs",
  run: async (ctx) => {
    await ctx.fetch("https://partner.example/orders", { method: "DELETE" });
    return {};
  },
});

const fail = defineAction({
  id: "try.fail",
  ...names("try.fail"),
  input: z.strictObject({}),
  idempotent: true,
  dryRun: "runs",
  run: async () => {
    throw new ActionFailure("The report is not there.", { class: "external", code: "NO_REPORT" });
  },
});

const slow = defineAction({
  id: "try.slow",
  ...names("try.slow"),
  input: z.strictObject({}),
  idempotent: true,
  dryRun: "runs",
  run: async () => new Promise(() => undefined),
});

const file = defineAction({
  id: "try.file",
  ...names("try.file"),
  input: z.strictObject({ text: text() }),
  idempotent: true,
  dryRun: "runs",
  async run(ctx, { text: content }) {
    const writer = await ctx.datasets.create();
    await writer.write([{ line: content }]);
    const rows = await writer.close();
    return { rows, file: await ctx.artifacts.put(Buffer.from(content), { name: "说明.txt", mediaType: "text/plain" }) };
  },
});

export const tryPlugin = definePlugin({
  name: "try",
  version: "1.0.0",
  actions: [read, send, mail, silent, liar, fail, slow, file],
});
