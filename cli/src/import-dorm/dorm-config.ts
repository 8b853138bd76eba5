/** The config.json of the late-return program, as requirement 000 describes it, with or without its new sections. */
import type { Readable } from "node:stream";
import { z } from "zod";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { parseSource, readText } from "../yaml/read-document.ts";
import { stripComments } from "./strip-comments.ts";

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, "Write a time of day like 23:20:00.");
const BuildingCode = z.union([z.string().min(1), z.int().transform(String)], 'A building is a code like "7".');
const Address = z.string().regex(/^[^\s@]+@[^\s@]+$/, "This is no mail address.");

const EmailSection = z.looseObject({
  smtp_server: z.string().min(1),
  smtp_port: z.coerce.number<string | number>().int().min(1).max(65_535).default(587),
  sender_email: Address,
  sender_password: z.string().default(""),
  use_tls: z.boolean().default(true),
});

const SchedulerSection = z.looseObject({
  enabled: z.boolean().default(false),
  cron_expression: z.string().optional(),
  timezone: z.string().refine(isTimeZone, "This is no time zone of the IANA database, like Asia/Shanghai.").optional(),
});

const AccountTask = z.looseObject({
  username: z.string().min(1),
  enabled: z.boolean().default(true),
  buildings: z.array(BuildingCode),
  recipients: z.array(Address).min(1, "Nobody would get this list."),
  subject_prefix: z.string().default(""),
  custom_time: z
    .looseObject({ startTime: Clock.optional(), endTime: Clock.optional() })
    .nullish()
    .transform((times) => times ?? {}),
});

export const DormConfig = z
  .looseObject({
    username: z.string().default(""),
    password: z.string().default(""),
    beginTime: Clock.optional(),
    endTime: Clock.optional(),
    pagesize: z.unknown(),
    data_cfg: z.record(z.string(), z.string()).default({}),
    bid_dict: z.record(z.string(), z.string().min(1)),
    email_config: EmailSection.optional(),
    scheduler_config: SchedulerSection.optional(),
    account_tasks: z.array(AccountTask).optional(),
  })
  .check((context) => {
    const { account_tasks: tasks = [], bid_dict: ids } = context.value;
    tasks.forEach((task, index) => {
      task.buildings.forEach((code, at) => {
        if (Object.hasOwn(ids, code)) return;
        const path = ["account_tasks", index, "buildings", at];
        const message = `bid_dict has no building "${code}", so nobody could ask for it.`;
        context.issues.push({ code: "custom", input: code, path, message });
      });
    });
  });
export type DormConfig = z.output<typeof DormConfig>;

/** @throws CliError FILE_NOT_FOUND, FILE_INVALID, CONFIG_INVALID with the key and the place of each mistake */
export async function readDormConfig(path: string, stdin: Readable): Promise<DormConfig> {
  const file = parseSource(path, stripComments(await readText(path, stdin)));
  const parsed = DormConfig.safeParse(file.data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const key = written(issue.path);
    return {
      place: `${file.placeOf(key)} ${key}`.trimEnd(),
      message: issue.message.endsWith(".") ? issue.message : `${issue.message}.`,
      remedy: key === "" ? "Is this the config.json of the late-return program?" : `Correct the key ${key}.`,
    };
  });
  const remedy = "Nothing was imported.";
  throw new CliError("CONFIG_INVALID", `${path} cannot be imported.`, { remedy, exitCode: ExitCode.refused, problems });
}

/** `account_tasks[0].buildings[1]` */
function written(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === "number" ? `[${part}]` : `${at === 0 ? "" : "."}${String(part)}`))
    .join("");
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
