import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute, noContent } from "../../contract/define-route.ts";

export const leaveList = defineRoute({
  method: "POST",
  path: "/v1/unsubscribe/{token}",
  operation: "unsubscribe.leave",
  summary: "Takes the recipient of a mail off its list by one click (RFC 8058)",
  description:
    "Mail programs post `List-Unsubscribe=One-Click` to the address in the header `List-Unsubscribe`, without cookies. Opening the address shows a page and takes nobody off: programs that look for viruses open every link.",
  permission: "anyone",
  reach: "everybody",
  params: z.strictObject({ token: z.string().regex(/^[\w-]{1,2000}$/) }),
  rawBody: {
    "application/x-www-form-urlencoded": z.object({ "List-Unsubscribe": z.literal("One-Click") }),
    "multipart/form-data": z.object({ "List-Unsubscribe": z.literal("One-Click") }),
  },
  response: noContent,
  errors: ["UNSUBSCRIBE_INVALID"],

  async handle({ notify, params, raw, actor }) {
    const body = Buffer.from(raw.body).toString("utf8");
    if (body.length > 1_000 || !/List-Unsubscribe["\r\n]*=?[\r\n]*One-Click/.test(body)) {
      throw new AppError("REQUEST_INVALID", { reason: "Send List-Unsubscribe=One-Click." });
    }
    await notify.unsubscribe(params.token, { by: { ...actor, name: "recipient" } });
  },
});
