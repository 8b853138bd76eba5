import { isOwnSource } from "@belfry/model";
import { z } from "zod";

/** Where the events of a trigger come from, as its rule says. Rules trust what Belfry says of itself, so nobody may speak in its name. */
export const EventSource = z
  .string()
  .min(1)
  .max(500)
  .refine((source) => !isOwnSource(source), "Sources that begin with belfry: are those of Belfry itself.");
