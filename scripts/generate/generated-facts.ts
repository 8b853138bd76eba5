/**
 * Files that are derived from code, each with the script that writes it.
 *
 * A script writes its files when it is run plainly; with `--check` it writes nothing and exits with 1 when a file
 * differs (scripts/generate/generated-file.ts does both). `npm run generate` runs them all, `npm run check` runs them
 * all with `--check`.
 */
export interface GeneratedFact {
  /** What a person calls it. */
  readonly name: string;
  /** The script, relative to the checkout, with its arguments. Node runs it. */
  readonly command: readonly string[];
}

export const generatedFacts: readonly GeneratedFact[] = [
  { name: "action reference", command: ["scripts/generate/actions-page.ts"] },
  { name: "campaign reference", command: ["scripts/generate/campaign-fields-page.ts"] },
  { name: "campaign schema", command: ["scripts/generate/campaign-schema.ts"] },
  { name: "channel reference", command: ["scripts/generate/channels-page.ts"] },
  { name: "command line reference", command: ["scripts/generate-cli-reference.ts"] },
  { name: "error reference", command: ["scripts/generate/error-reference.ts"] },
  { name: "execution states", command: ["scripts/generate/execution-states.ts"] },
  // The client is generated from the document, so the document comes first.
  { name: "OpenAPI document", command: ["scripts/generate-openapi.ts"] },
  { name: "generated client", command: ["scripts/generate-client.ts"] },
  { name: "golden SQL", command: ["scripts/generate/golden-sql.ts"] },
  { name: "rule reference", command: ["scripts/generate/rule-fields-page.ts"] },
  { name: "rule schema", command: ["scripts/generate/rule-schema.ts"] },
  { name: "schema dump", command: ["scripts/generate/schema-dump.ts"] },
  { name: "settings reference", command: ["scripts/generate/settings-page.ts"] },
  { name: "stack page", command: ["scripts/generate/stack-page.ts"] },
  { name: "trigger reference", command: ["scripts/generate/triggers-page.ts"] },
];
