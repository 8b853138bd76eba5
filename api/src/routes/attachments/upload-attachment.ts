import { AppError } from "@belfry/model";
import { MOST_UPLOAD_BYTES } from "@belfry/notify";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { callerKey } from "../../http/caller-key.ts";
import { UploadView } from "../../schemas/attachment.ts";
import { readUpload } from "./read-upload.ts";

export const uploadAttachment = defineRoute({
  method: "POST",
  path: "/v1/attachments",
  operation: "attachments.upload",
  summary: "Takes a file that messages bring",
  description:
    "As `multipart/form-data` with one file, at most 10 MB. It is kept for seven days, or until seven days after the message that brings it is sent. Only who handed it in sends it.",
  permission: "messages:send",
  reach: "everybody",
  rawBody: {
    "multipart/form-data": z.object({ file: z.string().meta({ format: "binary" }) }).describe("One file."),
  },
  // The parts around the file are small.
  bodyLimitBytes: MOST_UPLOAD_BYTES + 64 * 1024,
  response: UploadView,
  errors: ["ATTACHMENT_TOO_LARGE"],

  async handle({ notify, raw, caller }) {
    const file = await readUpload(raw);
    if (file.content.byteLength === 0) throw new AppError("REQUEST_INVALID", { reason: "The file is empty." });
    return notify.upload(file, { by: callerKey(caller) });
  },
});
