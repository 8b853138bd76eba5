import { z } from "zod";
import { Flag, Id, IdInput, Instant } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

export const NoticeParams = z.strictObject({ noticeId: IdInput });

export const NoticeQuery = PageQuery.extend({
  unread: Flag.default(false).describe("Only those that the caller has not read."),
});

export const NoticeView = z
  .object({
    id: Id,
    createdAt: Instant,
    level: z.enum(["info", "warning", "error"]),
    title: personal("text", z.string()),
    body: personal("text", z.string()),
    link: z.string().nullable().describe("A page of the console that begins with a slash, or an address."),
    rule: z.string().nullable(),
    executionId: Id.nullable(),
    readAt: Instant.nullable(),
  })
  .meta({ id: "Notice" });
