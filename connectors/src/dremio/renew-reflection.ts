import { ActionFailure } from "@belfry/plugin-kit";
import type { Dremio } from "./dremio-session.ts";

interface Dataset {
  readonly entityType?: string;
  readonly id: string;
  readonly fields?: readonly { readonly name: string }[];
}
interface Reflection {
  readonly id: string;
  readonly name: string;
}

/**
 * Drops the raw reflection of a dataset that has this name and makes it anew, with all columns that the dataset has now.
 * @param parts the name of the dataset
 */
export async function renewReflection(
  dremio: Dremio,
  parts: readonly string[],
): Promise<{ readonly id: string; readonly name: string }> {
  const name = `${parts.at(-1) ?? ""}_refreshed_reflection`;
  const at = `/api/v3/catalog/by-path/${parts.map(encodeURIComponent).join("/")}`;
  const dataset = (await dremio.call({ method: "GET", path: at, what: "the dataset" })) as Dataset;
  if (dataset.entityType !== "dataset" || dataset.fields === undefined) {
    throw new ActionFailure(`${parts.join(".")} is a folder or a source, and reflections belong to datasets.`, {
      class: "config",
      code: "DREMIO_DATASET_INVALID",
    });
  }
  const { data = [] } = (await dremio.call({
    method: "GET",
    path: `/api/v3/dataset/${encodeURIComponent(dataset.id)}/reflection`,
    what: "the reflections",
  })) as { readonly data?: readonly Reflection[] };
  for (const reflection of data.filter((one) => one.name === name)) {
    const path = `/api/v3/reflection/${encodeURIComponent(reflection.id)}`;
    await dremio.call({ method: "DELETE", path, what: "the reflection" });
  }
  const displayFields = dataset.fields.map((field) => ({ name: field.name }));
  const made = (await dremio.call({
    method: "POST",
    path: "/api/v3/reflection",
    json: { entityType: "reflection", type: "RAW", name, datasetId: dataset.id, enabled: true, displayFields },
    what: "the reflection",
  })) as Reflection;
  return { id: made.id, name };
}
