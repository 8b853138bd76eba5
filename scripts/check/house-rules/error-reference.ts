import type { Finding } from "../finding.ts";

export const errorReferencePath = "docs/reference/errors.md";

/** Error codes without a heading in the reference, and headings without a code in the catalog. */
export function compareErrorReference(codes: readonly string[], markdown: string): Finding[] {
  const headings = [...markdown.matchAll(/^#{2,4}\s+`?(?<code>[A-Z][A-Z0-9_]+)`?\s*$/gm)].map(
    (match) => match.groups?.["code"] ?? "",
  );
  const undocumented = codes.filter((code) => !headings.includes(code));
  const unknown = headings.filter((code) => !codes.includes(code));
  const twice = headings.filter((code, index) => headings.indexOf(code) !== index);
  return [
    ...undocumented.map((code) => ({
      path: errorReferencePath,
      problem: `has no heading for ${code}`,
      remedy: "Add `### CODE` with what happened and what the reader does about it: an error message links there.",
    })),
    ...unknown.map((code) => ({
      path: errorReferencePath,
      problem: `describes ${code}, which the catalog does not have`,
      remedy: "Remove the heading, or add the code to model/src/errors/error-catalog.ts.",
    })),
    ...twice.map((code) => ({
      path: errorReferencePath,
      problem: `describes ${code} twice`,
      remedy: "Keep one heading per code.",
    })),
  ];
}
