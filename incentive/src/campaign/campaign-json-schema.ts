import { z } from "zod";
import { Campaign } from "./campaign.ts";

/** The shape of a campaign file as a JSON Schema of the draft 2020-12, for editors and other programs. */
export function campaignJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(Campaign, { io: "input" });
}
