/** What the helper services of the data lake did, done by the actions `s3.merge` and `dremio.refresh`. */
import { builtinConnectors } from "@belfry/connectors";
import type { ActionDefinition } from "@belfry/plugin-kit";
import { createTestActionContext, dremioUser, startDremio, startS3 } from "@belfry/testkit";
import type { DremioRefreshCase } from "./file.ts";

export interface DataLake extends AsyncDisposable {
  /** The columns and texts of an upload, as they lie in the bucket then. */
  convert(data: unknown): Promise<unknown>;
  /** The statement that reaches Dremio, and the object that an upload of 2025-10-03 becomes. */
  refresh(refreshed: Pick<DremioRefreshCase, "datasetPath" | "minioPath">): Promise<unknown>;
}

/** Texts by which programs that upload know what went wrong. */
const knownSentences = ["无效的JSON字符串"];

export async function startDataLake(paths: readonly string[]): Promise<DataLake> {
  await using stack = new AsyncDisposableStack();
  const s3 = stack.use(await startS3());
  const datasets = paths.map((path) => ({ path: path.replaceAll('"', "").split("."), columns: ["shop"] }));
  const dremio = stack.use(await startDremio(datasets));
  const servers = stack.move();
  const bucket = {
    endpoint: s3.endpoint,
    bucket: s3.bucket,
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
  };
  return {
    async convert(data) {
      const at = { ...bucket, path: "ods/golden", date: "2025-10-03", format: "json" };
      try {
        const merged = await run("s3.merge", { ...at, data });
        const columns = merged["columns"] as readonly string[];
        const read = await run("s3.get", { ...bucket, key: merged["key"], as: "json" });
        const records = read["json"] as readonly Readonly<Record<string, string>>[];
        return { columns, rows: records.map((record) => columns.map((column) => record[column])) };
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        const errorPrefix = knownSentences.find((sentence) => said.startsWith(sentence));
        if (errorPrefix === undefined) throw error;
        return { errorPrefix };
      }
    },
    async refresh({ datasetPath, minioPath }) {
      const { username, password } = dremioUser;
      await run("dremio.refresh", { url: dremio.url, login: { username, password }, dataset: datasetPath });
      const statement = dremio.statements.at(-1);
      if (minioPath === undefined) return { statement };
      const upload = { ...bucket, path: minioPath, date: "2025-10-03", data: [{ shop: "店铺1" }] };
      return { statement, exampleObject: (await run("s3.merge", upload))["key"] };
    },
    [Symbol.asyncDispose]: () => servers.disposeAsync(),
  };
}

async function run(id: string, input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  await using context = await createTestActionContext();
  return (await context.run(actionNamed(id), input)) as Readonly<Record<string, unknown>>;
}

function actionNamed(id: string): ActionDefinition {
  const found = builtinConnectors.actions?.find((action) => action.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
}
