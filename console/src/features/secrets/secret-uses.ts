/** Something that holds references to secrets: a rule or a sending account. */
export interface SecretUser {
  readonly key: string;
  readonly kind: "rule" | "account";
  readonly name: string;
  /** The definition or configuration, as the API gives it. */
  readonly content: unknown;
}

/** Who uses each secret, by its name: expressions write `secrets.NAME`, configurations `{"$secret": "NAME"}`. */
export function secretUses(users: readonly SecretUser[]): ReadonlyMap<string, readonly SecretUser[]> {
  const uses = new Map<string, SecretUser[]>();
  for (const user of users) {
    for (const name of referencedIn(user.content)) uses.set(name, [...(uses.get(name) ?? []), user]);
  }
  return uses;
}

function referencedIn(content: unknown): ReadonlySet<string> {
  const text = JSON.stringify(content) ?? "";
  const references = text.matchAll(/\bsecrets\.([A-Za-z_]\w*)|"\$secret":"([A-Za-z_]\w*)"/g);
  return new Set([...references].map(([, inExpression, inConfiguration]) => inExpression ?? inConfiguration ?? ""));
}
