import type { ReceiptRequest } from "@belfry/notify";
import { z } from "zod";
import type { RawRequest } from "../../contract/define-route.ts";

/** Which account's address for receipts it is, and what makes it a secret. */
export const ReceiptParams = z.strictObject({
  channel: z.string().min(1).max(100),
  account: z.string().min(1).max(100),
  token: z.string().min(1).max(100),
});

const Word = z.string().max(2_000).optional();

/** What WeChat signs its calls with; providers of short messages send nothing here. */
export const ReceiptQuery = z.strictObject({
  signature: Word,
  timestamp: Word,
  nonce: Word,
  echostr: Word,
  openid: Word,
  encrypt_type: Word,
  msg_signature: Word,
});

/** A call of a provider as its channel reads it. */
export function receiptRequest(raw: RawRequest, query: z.output<typeof ReceiptQuery>): ReceiptRequest {
  return { headers: given(raw.headers), query: given(query), body: raw.body };
}

function given(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
