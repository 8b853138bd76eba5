import { ActionFailure, defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";

const LONGEST_TITLE = 200;
const LONGEST_BODY = 5_000;

export const noticeSend = defineAction({
  id: "notice.send",
  displayName: { zh: "站内通知", en: "Notice in Belfry" },
  description: {
    zh: "给指定用户或角色写一条站内通知，他们登录后看到。",
    en: "Writes a notice for people or roles, who see it when they are signed in.",
  },
  input: z.strictObject({
    title: text().describe("One line, as a template; at most 200 characters are kept."),
    body: text().optional().describe("More, as a template; at most 5,000 characters are kept."),
    level: z.enum(["info", "warning", "error"]).default("info").describe("How it is shown."),
    link: text()
      .optional()
      .describe("Where more stands: a page of the console like /executions/7, or an address with https://."),
    users: z.array(text()).max(200).optional().describe("People, by the names with which they sign in."),
    roles: z.array(text()).max(20).optional().describe("Everybody who has one of these roles when it is sent."),
  }),
  // Written once per execution and step.
  idempotent: true,
  sendsOutside: false,
  cost: "send",
  dryRun: "captured",
  retryableErrors: "None: that nobody has the names stays so.",
  check: ({ users, roles }) =>
    users === undefined && roles === undefined
      ? [{ path: "users", message: "It is for nobody.", remedy: "Name `users`, `roles` or both." }]
      : [],
  async run(ctx, { title, body, level, link, users = [], roles = [] }) {
    if (link !== undefined && !/^(?:\/(?![/\\])|https?:\/\/)/.test(link)) {
      throw new ActionFailure("A link begins with a slash, http:// or https://.", {
        class: "config",
        code: "NOTICE_LINK_INVALID",
      });
    }
    const { recipients, unknown, suppressed } = await ctx.tellPeople({
      title: title.slice(0, LONGEST_TITLE),
      ...(body !== undefined && { body: body.slice(0, LONGEST_BODY) }),
      level,
      ...(link !== undefined && { link }),
      users,
      roles,
    });
    if (suppressed !== undefined) return { recipients, unknown, suppressed };
    if (recipients === 0) {
      throw new ActionFailure(`Nobody is called, or has the role: ${[...users, ...roles].join(", ")}.`, {
        class: "config",
        code: "NOTICE_NO_RECIPIENT",
      });
    }
    if (unknown.length > 0) ctx.log.warn(`Nobody is called, or has the role: ${unknown.join(", ")}.`);
    return { recipients, unknown };
  },
});
