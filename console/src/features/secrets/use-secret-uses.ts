import { useQuery } from "@tanstack/react-query";
import { ruleListQuery } from "../rules/index.ts";
import { useMay } from "../session/index.ts";
import { accountListQuery } from "./secret-queries.ts";
import { secretUses, type SecretUser } from "./secret-uses.ts";

/** Who uses each secret, as far as whoever is signed in may see it. */
export function useSecretUses(): ReadonlyMap<string, readonly SecretUser[]> {
  const may = useMay();
  const rules = useQuery({ ...ruleListQuery(), enabled: may("rules:read") });
  const accounts = useQuery({ ...accountListQuery, enabled: may("accounts:read") });
  return secretUses([
    ...(rules.data ?? []).map(({ rule, name, definition }): SecretUser => ({
      key: rule,
      kind: "rule",
      name,
      content: definition,
    })),
    ...(accounts.data ?? []).map(({ channel, name, config }): SecretUser => ({
      key: `${channel}/${name}`,
      kind: "account",
      name: `${channel}/${name}`,
      content: config,
    })),
  ]);
}
