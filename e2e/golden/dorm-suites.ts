/** The cases of dorm_late_return.json, run through the shipped rule on the whole of Belfry. */
import { describeCron } from "@belfry/model";
import type exceljs from "exceljs";
import type { ExecutionDetail } from "@belfry/engine";
import type { Dormitory } from "../support/start-dormitory.ts";
import type { GateRecords } from "@belfry/testkit";
import type { GoldenCase, GoldenSuite } from "./suite.ts";

interface DormFile {
  readonly windows?: readonly { id: string; input: Record<string, string>; expected: unknown }[];
  readonly buildings?: readonly { code: string; display: string; group: string; buildingGroupId: string }[];
  readonly excel?: readonly { id: string; input: ExcelInput; expected: unknown }[];
  readonly sheetTitles?: readonly { buildings: readonly string[]; title: string }[];
  readonly emails?: readonly { id: string; input: EmailInput; expectedSeed?: unknown }[];
  readonly cronDescriptions?: readonly { expr: string; description: string }[];
}
interface ExcelInput {
  readonly now: string;
  readonly username: string;
  readonly instituteMap: Readonly<Record<string, string>>;
  readonly recordsByBuilding: GateRecords;
}
interface EmailInput {
  readonly subject_prefix: string;
  readonly now: string;
  readonly buildings: readonly string[];
  readonly username?: string;
}

const FILE = "dorm_late_return.json";
/** Wide enough for any record of a case: what is tested here is the list, not the window. */
const anyNight = { startDate: "1900-01-01", endDate: "2999-12-31" };

export function dormSuites(file: DormFile, dormitory: Dormitory): GoldenSuite[] {
  return [
    suite(
      "windows",
      (file.windows ?? []).map(({ id, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => queryWindow(dormitory, input),
      })),
    ),
    suite(
      "buildings",
      (file.buildings ?? []).map(({ code, display, group, buildingGroupId }) => ({
        label: code,
        input: { code },
        expected: { display, group, buildingGroupId },
        run: () => askForBuilding(dormitory, code),
      })),
    ),
    suite(
      "excel",
      (file.excel ?? []).map(({ id, input, expected }) => ({
        label: id,
        input,
        expected,
        run: () => writeList(dormitory, input),
      })),
    ),
    suite(
      "sheetTitles",
      (file.sheetTitles ?? []).map(({ buildings, title }) => ({
        label: buildings.join(","),
        input: { buildings },
        expected: title,
        run: async () => (await listOf(dormitory, { buildings })).sheet.name,
      })),
    ),
    suite(
      "emails",
      (file.emails ?? []).map((entry) => ({
        label: entry.id,
        input: entry.input,
        expected: entry,
        run: () => sendMail(dormitory, entry.input),
      })),
    ),
    suite(
      "cronDescriptions",
      (file.cronDescriptions ?? []).map(({ expr, description }) => ({
        label: expr,
        input: { expr },
        expected: description,
        run: async () => describeCron(expr),
      })),
    ),
  ];
}

function suite(name: string, cases: readonly GoldenCase[]): GoldenSuite {
  return { name: `${FILE}#${name}`, cases };
}

/** The original's clock is the wall clock of Shanghai, without a zone. */
function shanghai(now: string): string {
  return `${now.replace(" ", "T")}+08:00`;
}

async function listOf(
  dormitory: Dormitory,
  options: {
    buildings: readonly string[];
    username?: string;
    prefix?: string;
    inputs?: Readonly<Record<string, unknown>>;
  },
): Promise<{ execution: ExecutionDetail; sheet: exceljs.Worksheet }> {
  await dormitory.setGroups([
    {
      username: options.username ?? "admin",
      buildings: options.buildings,
      recipients: ["dean@campus.example"],
      subjectPrefix: options.prefix ?? "",
    },
  ]);
  const parent = await dormitory.run(options.inputs ?? {});
  const [execution] = await dormitory.children(parent.id);
  if (execution === undefined) throw new Error("The rule started no child.");
  return { execution, sheet: await dormitory.workbook(execution) };
}

async function queryWindow(dormitory: Dormitory, input: Readonly<Record<string, string>>): Promise<unknown> {
  const { now = "", startTime, endTime, startDate, endDate } = input;
  await dormitory.database.clock.set(shanghai(now));
  await dormitory.setVariables({ nightWindow: { startTime: startTime || "23:20:00", endTime: endTime || "05:30:00" } });
  const before = dormitory.gate.requests.length;
  await listOf(dormitory, { buildings: ["4"], inputs: { startDate: startDate ?? "", endDate: endDate ?? "" } });
  const asked = dormitory.gate.requests.slice(before).find((request) => request.query["beginTime"] !== undefined);
  return { beginTime: asked?.query["beginTime"], endTime: asked?.query["endTime"] };
}

async function askForBuilding(dormitory: Dormitory, code: string): Promise<unknown> {
  const before = dormitory.gate.requests.length;
  const { sheet } = await listOf(dormitory, { buildings: [code] });
  const asked = dormitory.gate.requests.slice(before).find((request) => request.query["buildingGroupId"] !== undefined);
  const buildingGroupId = asked?.query["buildingGroupId"];
  const { items } = await dormitory.api<{ items: { name: string; value: Record<string, string> }[] }>(
    "GET",
    "/v1/variables",
  );
  const groups = items.find(({ name }) => name === "buildingGroups")?.value ?? {};
  const group = Object.keys(groups).find((name) => groups[name] === buildingGroupId);
  return { display: sheet.name, group, buildingGroupId };
}

async function writeList(dormitory: Dormitory, input: ExcelInput): Promise<unknown> {
  await dormitory.database.clock.set(shanghai(input.now));
  await dormitory.setVariables({ colleges: input.instituteMap });
  const { records } = dormitory.gate;
  for (const code of Object.keys(records)) delete records[code];
  Object.assign(records, input.recordsByBuilding);
  const { execution, sheet } = await listOf(dormitory, {
    buildings: Object.keys(input.recordsByBuilding),
    username: input.username,
    inputs: anyNight,
  });
  return { file: execution.artifacts[0]?.name, sheetTitle: sheet.name, rows: rowsOf(sheet), style: styleOf(sheet) };
}

async function sendMail(dormitory: Dormitory, input: EmailInput): Promise<unknown> {
  await dormitory.database.clock.set(shanghai(input.now));
  await listOf(dormitory, {
    buildings: input.buildings,
    prefix: input.subject_prefix,
    username: input.username ?? "admin",
  });
  return { subject: (await dormitory.mails()).at(-1)?.subject };
}

const COLUMNS = 8;

function rowsOf(sheet: exceljs.Worksheet): string[][] {
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: COLUMNS }, (_unused, column) => sheet.getRow(row + 1).getCell(column + 1).text),
  );
}

function styleOf(sheet: exceljs.Worksheet): unknown {
  const last = sheet.getRow(sheet.rowCount);
  const cell = last.getCell(1);
  const letters = Array.from({ length: COLUMNS }, (_, i) => String.fromCharCode(65 + i));
  return {
    horizontal: cell.alignment?.horizontal ?? null,
    // The file says "center"; exceljs reads that as "middle".
    vertical: cell.alignment?.vertical === "middle" ? "center" : (cell.alignment?.vertical ?? null),
    border: cell.border?.left?.style ?? null,
    rowHeight: last.height ?? null,
    columnWidths: Object.fromEntries(letters.map((letter) => [letter, widthOf(sheet, letter)])),
  };
}

/** Excel keeps the padding of a cell in the width it stores; what was asked for is the whole number below. */
function widthOf(sheet: exceljs.Worksheet, letter: string): number | null {
  const width = sheet.getColumn(letter).width;
  return width === undefined || !sheet.getColumn(letter).isCustomWidth ? null : width;
}
