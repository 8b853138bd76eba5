import { expect, test } from "vitest";
import { secretUses, type SecretUser } from "./secret-uses.ts";

const rule: SecretUser = {
  key: "rule late",
  kind: "rule",
  name: "late",
  content: { actions: [{ with: { form: { user: "${{ secrets.gate }}", again: "${{ secrets.gate }}" } } }] },
};
const account: SecretUser = {
  key: "account email/main",
  kind: "account",
  name: "main",
  content: { password: { $secret: "smtp" }, text: "no-secrets.here is one" },
};

test("a secret is used by the rules that name it in an expression and the accounts that refer to it, each once", () => {
  const uses = secretUses([rule, account]);
  expect(uses.get("gate")).toEqual([rule]);
  expect(uses.get("smtp")).toEqual([account]);
  expect(uses.get("unused")).toBeUndefined();
});
