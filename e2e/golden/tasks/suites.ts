/**
 * The cases of task_generation.json: dates through the import of the Python configuration, generations through the engine,
 * uploads and refreshes through actions on an S3 server and a Dremio.
 */
import type { GoldenCase, GoldenSuite } from "../suite.ts";
import { targetDate } from "./dates.ts";
import type { GenerationResult, TasksFile } from "./file.ts";
import type { TaskGenerator } from "./generation.ts";
import { shippedSchedule } from "./schedule.ts";
import type { DataLake } from "./storing.ts";

function suite(name: string, cases: readonly GoldenCase[]): GoldenSuite {
  return { name: `task_generation.json#${name}`, cases };
}

export function taskSuites(file: TasksFile, generator: TaskGenerator, lake: DataLake): GoldenSuite[] {
  let schedule: ReturnType<typeof shippedSchedule> | undefined;
  return [
    suite(
      "dates",
      (file.dates ?? []).map(({ id, config, baseDate, expected }) => ({
        label: id,
        input: { config, baseDate },
        expected,
        run: () => targetDate(config, baseDate),
      })),
    ),
    suite(
      "generation",
      (file.generation ?? [])
        .filter(({ input }) => input.shopRows === undefined)
        .map(({ id, input, expected }) => ({
          label: id,
          input,
          expected,
          run: () =>
            generator.generate(input, { withCookie: hasCookie(expected), withRows: expected.rows !== undefined }),
        })),
    ),
    suite(
      "schedule",
      (file.schedule ?? []).map((entry) => ({
        label: entry.flow,
        input: { flow: entry.flow },
        expected: entry,
        run: async () => {
          schedule ??= shippedSchedule();
          return (await schedule).get(entry.flow);
        },
      })),
    ),
    suite(
      "uploadConversion",
      (file.uploadConversion ?? []).map(({ id, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => lake.convert(input),
      })),
    ),
    suite(
      "dremioRefresh",
      (file.dremioRefresh ?? []).map(({ datasetPath, statement, minioPath, exampleObject }) => ({
        label: datasetPath,
        input: { datasetPath, minioPath },
        expected: { statement, ...(exampleObject !== undefined && { exampleObject }) },
        run: () => lake.refresh({ datasetPath, ...(minioPath !== undefined && { minioPath }) }),
      })),
    ),
  ];
}

/** The configuration had no cookie task at first: a case that names the daily tasks of 天猫 without it is of that time. */
function hasCookie({ perTask }: GenerationResult): boolean {
  const tm = perTask?.["tm"];
  return tm === undefined || tm["chat"] === undefined || tm["cookie"] !== undefined;
}
