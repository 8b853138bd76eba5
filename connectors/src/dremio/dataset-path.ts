import { ActionFailure } from "@belfry/plugin-kit";

/**
 * The parts of the name of a dataset: `minio.warehouse.ods.pdd`, or with parts in quotes that may hold dots:
 * `"minio.local".warehouse`.
 * @throws ActionFailure class `config` with code `DREMIO_DATASET_INVALID`
 */
export function datasetParts(path: string): string[] {
  const parts: string[] = [];
  const part = /\s*(?:"((?:[^"]|"")+)"|([^".]+))\s*(\.|$)/y;
  const text = path.trim();
  while (part.lastIndex < text.length) {
    const [, quoted, plain = "", end] = part.exec(text) ?? [];
    const name = quoted?.replaceAll('""', '"') ?? plain.trim();
    if (name === "" || end === undefined || (end === "." && part.lastIndex === text.length)) throw invalid(path);
    parts.push(name);
  }
  if (parts.length < 2) throw invalid(path);
  return parts;
}

/** The statement that lets Dremio see which files a dataset has now. Every part is quoted, whatever signs it has. */
export function refreshStatement(parts: readonly string[]): string {
  return `ALTER PDS ${parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(".")} REFRESH METADATA`;
}

function invalid(path: string): ActionFailure {
  return new ActionFailure(
    `${JSON.stringify(path.slice(0, 200))} is no name of a dataset. Write its parts with dots between them: minio.warehouse.ods.pdd.pdd_badscore; a part with a dot in it stands in double quotes.`,
    { class: "config", code: "DREMIO_DATASET_INVALID" },
  );
}
