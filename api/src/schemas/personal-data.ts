import { z } from "zod";
import { JsonObject } from "./common.ts";

const identifiers = z
  .array(
    z
      .string()
      .trim()
      .min(2, "One character stands everywhere.")
      .max(200)
      .refine((text) => !/^\[?erased\]?$/i.test(text), "This stands where somebody was erased already."),
  )
  .min(1)
  .max(20)
  .describe("Texts by which the person is found, whatever their capital letters: addresses, numbers, names.");

export const PersonQuery = z.strictObject({ identifiers });

export const PersonErasure = z.strictObject({
  identifiers,
  confirm: z.literal("erase").describe("Write `erase`: it cannot be undone."),
});

const FoundText = z
  .object({ place: z.string().describe("A table, or `sandbox_mails`."), row: JsonObject })
  .meta({ id: "FoundText" });

export const FoundPerson = z.object({ found: z.array(FoundText) }).meta({ id: "FoundPerson" });

export const Erasure = z
  .object({
    erased: z.record(z.string(), z.int()).describe("How many rows and files were erased, by place."),
    stillNamedIn: z
      .array(FoundText)
      .describe("Where the person still stands: variables, rules, accounts and names of users, which people change."),
  })
  .meta({ id: "Erasure" });
