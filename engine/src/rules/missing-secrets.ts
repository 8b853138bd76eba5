import { AppError, joinPath, secretReferences, type Problem } from "@belfry/model";

/** The names of the secrets that are stored; without it nobody can say, and every name is taken for stored. */
export type SecretNames = () => Promise<ReadonlySet<string>>;

/** Every place of a rule that names a secret which is not stored. */
export async function missingSecrets(secretNames: SecretNames | undefined, rule: unknown): Promise<Problem[]> {
  if (secretNames === undefined || secretReferences(rule).length === 0) return [];
  const stored = await secretNames();
  const problems: Problem[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      for (const name of secretReferences(value)) if (!stored.has(name)) problems.push(missing(name, path));
    } else if (Array.isArray(value)) {
      for (const [place, inner] of value.entries()) walk(inner, joinPath(path, place));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, joinPath(path, key));
    }
  };
  walk(rule, "");
  return problems;
}

/** @throws AppError SECRET_NOT_FOUND when a rule that is to be enabled names secrets that are not stored */
export async function demandSecrets(
  secretNames: SecretNames | undefined,
  { rule, definition }: { readonly rule: string; readonly definition: unknown },
): Promise<void> {
  const problems = await missingSecrets(secretNames, definition);
  if (problems.length > 0) throw new AppError("SECRET_NOT_FOUND", { rule, problems });
}

function missing(name: string, path: string): Problem {
  return {
    path,
    message: `The secret ${name} is not stored.`,
    remedy: `Store it (belfry secrets set ${name}), or correct its name; until then the rule cannot be enabled.`,
  };
}
