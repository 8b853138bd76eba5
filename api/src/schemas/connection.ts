import { z } from "zod";
import { Instant } from "./common.ts";

export const ConnectionParams = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._-]{0,62}$/,
      "A name holds small letters, digits, dots, dashes and underscores, at most 63.",
    ),
});

const address = z
  .string()
  .describe("A host or an address, with a port or for all of them: `gate.campus.example:8443`, `10.1.2.3`.");
const allowLocal = z
  .boolean()
  .describe("Whether the address may lie on the machine itself (loopback, link-local); it must then be written out.");

export const ConnectionView = z
  .object({
    name: z.string(),
    address,
    purpose: z.string(),
    allowLocal,
    createdBy: z.string(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "Connection" });

export const ConnectionBody = z.strictObject({
  address: address.min(1).max(300),
  purpose: z.string().max(1_000).default(""),
  allowLocal: allowLocal.default(false),
});
