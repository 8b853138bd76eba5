import texts from "./reasons-zh.json" with { type: "json" };

/** Why something was refused or put aside, as the API says it. */
interface Reason {
  readonly code?: string | undefined;
  /** What the texts of the code name. Missing: an older version wrote it. */
  readonly values?: Readonly<Record<string, string>> | null | undefined;
  readonly message: string;
  readonly remedy: string;
}

const known: Readonly<Record<string, readonly string[] | undefined>> = { ...texts.campaigns, ...texts.rows };

/** A reason in a language: in Chinese by its code, where the console knows that; in the words of the API otherwise. */
export function reasonIn<T extends Reason>(language: "zh" | "en", reason: T): T {
  const { code, values } = reason;
  const [message, remedy] = (language === "zh" && code !== undefined && known[code]) || [];
  if (message === undefined || remedy === undefined || values === null || values === undefined) return reason;
  return { ...reason, message: filled(message, values), remedy: filled(remedy, values) };
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
