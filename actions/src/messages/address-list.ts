import { text } from "@belfry/plugin-kit";
import { z } from "zod";

/** Addresses as a list, or as one text with commas, semicolons or line breaks between them. */
export const Addresses = z.union([z.array(text()), text()]);

/** The addresses of a field, without empty ones. */
export function addressList(addresses: string | readonly string[] | undefined): string[] {
  const parts = typeof addresses === "string" ? addresses.split(/[,;，；、\n]/) : (addresses ?? []);
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
