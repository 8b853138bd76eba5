import { expect, test } from "vitest";
import { signWebhook } from "./sign-webhook.ts";
import vectors from "./standard-webhooks-vectors.json" with { type: "json" };

test.each(vectors.signed)("the published vector $id is signed as published, with and without the prefix", (vector) => {
  expect(signWebhook([vector.secret], vector)).toBe(vector.signature);
  expect(signWebhook([vector.secret.replace("whsec_", "")], vector)).toBe(vector.signature);
});

test.each(["", "whsec_", "whsec_dG9vLXNob3J0", "not base64 at all, but long enough for it", `whsec_${"A".repeat(88)}`])(
  "the secret %j is refused",
  (secret) => {
    expect(() => signWebhook([secret], { id: "a", timestamp: 1, body: "" })).toThrow(/Base64 of 24 to 64 bytes/);
  },
);
