import { defineAction, Duration, parseDuration, secret, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { datasetParts, refreshStatement } from "./dataset-path.ts";
import { openDremio } from "./dremio-session.ts";
import { renewReflection } from "./renew-reflection.ts";
import { runJob } from "./run-job.ts";

/** Lets a Dremio see the files that a dataset has now. */
export const dremioRefresh = defineAction({
  id: "dremio.refresh",
  displayName: { zh: "刷新 Dremio 数据集", en: "Refresh a dataset of Dremio" },
  description: {
    zh: "在 Dremio 执行 ALTER PDS … REFRESH METADATA 并等到完成；可重建该数据集的原始反射。",
    en: "Carries out ALTER PDS … REFRESH METADATA in Dremio and waits until it is done; can make a raw reflection of the dataset anew.",
  },
  input: z.strictObject({
    url: text().describe("The address of Dremio, without /api behind it."),
    login: z
      .union([z.strictObject({ token: secret() }), z.strictObject({ username: secret(), password: secret() })])
      .describe("A personal access `token`, or `username` and `password`."),
    dataset: text().describe(
      "The name of the dataset, its parts with dots between them: minio.warehouse.ods.pdd.pdd_badscore. A part with a dot in it stands in double quotes.",
    ),
    reflection: z
      .boolean()
      .default(false)
      .describe("Whether the raw reflection {table}_refreshed_reflection is dropped and made anew afterwards."),
    timeout: Duration.default("10m")
      .transform((written) => (typeof written === "number" ? written : parseDuration(written)))
      .describe("How long Dremio may take; then the job is cancelled."),
  }),
  // Refreshed twice is refreshed.
  idempotent: true,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors:
    "DREMIO_STATUS (5xx, 429), DREMIO_TIMEOUT, and when the server cannot be reached or is too slow; DREMIO_JOB_FAILED where the rule says so.",
  timeoutMs: 3_600_000,
  async run(ctx, { dataset, login, url, reflection, timeout }) {
    const parts = datasetParts(dataset);
    const statement = refreshStatement(parts);
    const started = performance.now();
    const dremio = await openDremio(ctx, login, { url: url.replace(/\/+$/, ""), timeoutMs: 60_000 });
    const job = await runJob(dremio, statement, { timeoutMs: timeout, signal: ctx.signal });
    const renewed = reflection ? await renewReflection(dremio, parts) : null;
    const seconds = Math.round(performance.now() - started) / 1_000;
    ctx.log.info(`${dataset} was refreshed in ${seconds} s.`, { job });
    return { dataset: parts.join("."), statement, job, seconds, reflection: renewed };
  },
  async tryOut(ctx, { dataset, login, url, reflection }) {
    const parts = datasetParts(dataset);
    const statement = refreshStatement(parts);
    // A secret that is missing is told now.
    for (const one of Object.values(login)) await ctx.secret(one);
    const { host } = new URL(url);
    ctx.show({
      kind: "other",
      title: { zh: "刷新 Dremio 数据集", en: "Refresh a dataset of Dremio" },
      detail: { server: host, statement, reflection },
    });
    return { dataset: parts.join("."), statement, job: "", seconds: 0, reflection: null };
  },
});
