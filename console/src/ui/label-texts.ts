/** Labels as people write them: `team=finance`. */
export function labelTexts(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`);
}

/** @returns nothing when one of them is no label */
export function readLabels(texts: readonly string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const text of texts) {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(text.trim()) ?? [];
    if (name.trim() === "") return undefined;
    labels[name.trim()] = value.trim();
  }
  return labels;
}
