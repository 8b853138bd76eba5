import { z } from "zod";
import { Instant } from "./common.ts";
import { personal } from "./personal.ts";

/** A file that was handed in. */
export const UploadView = z
  .object({
    id: z.string().describe("What a message names it by."),
    name: personal("text", z.string()),
    mediaType: z.string(),
    bytes: z.int(),
    createdAt: Instant,
    expiresAt: Instant.describe("Until when a message may bring it."),
  })
  .meta({ id: "Upload" });
