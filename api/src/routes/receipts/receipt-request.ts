import type { ReceiptRequest } from "@belfry/notify";
import { z } from "zod";
import type { RawRequest } from "../../contract/define-route.ts";

/** Which account's address for receipts it is, and what makes it a secret. */
export const ReceiptParams = z.strictObject({
  channel: z.string().min(1).max(100),
  account: z.string().min(1).max(100),
  token: z.string().min(1).max(100),
});

/** Providers sign their calls in the query; which names stand in it is theirs to say. */
export const ReceiptQuery = z.record(z.string().max(100), z.string().max(2_000));

/** A call of a provider as its channel reads it. */
export function receiptRequest(raw: RawRequest, query: z.output<typeof ReceiptQuery>): ReceiptRequest {
  const headers = Object.entries(raw.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { headers: Object.fromEntries(headers) as Record<string, string>, query, body: raw.body };
}
