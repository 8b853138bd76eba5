import { Duration } from "@belfry/model";
import { z } from "zod";

/**
 * The names under which schools and offices usually keep what points to a person. The `subject` of an event is what it
 * happened to, often a number of a student or a customer; so are the keys of records, in the audit trail `recordKeys`. The last ones are columns of contracts.
 */
const personalFields = `
  name fullName realName userName studentName teacherName parentName guardianName 姓名 名字 学生姓名
  教师姓名 老师姓名 家长姓名 联系人 收件人 phone phoneNumber mobile mobilePhone tel telephone 手机 手机号 手机号码 电话
  电话号码 联系电话 联系方式 email mail emailAddress 邮箱 邮件 邮箱地址 电子邮箱 电子邮件 idCard idNumber identityCard
  身份证 身份证号 身份证号码 证件号 证件号码 studentId studentNo studentNumber 学号 工号 teacherId teacherNo
  employeeId employeeNo address homeAddress 住址 家庭住址 地址 birthday birthDate 生日 出生日期 bankAccount
  bankCard 银行卡 银行卡号 wechat 微信 微信号 qq subject recordKeys
  housekeeper serviceHousekeeper 管家 管家(serviceHousekeeper) 管家ID serviceHousekeeperId
  管家ID(serviceHousekeeperId) contactsAddress 客户联系地址 客户联系地址(contactsAddress) projectAddress 项目地址
  项目地址(projectAddress)`
  .trim()
  .split(/\s+/);

const recipientsAbove = z
  .int()
  .min(0)
  .max(1_000_000)
  .nullable()
  .describe("A message to more recipients than this waits for a second person; null: no message does.");

const approvals = {
  firstEnable: z
    .boolean()
    .describe("Whether a rule that sends to the outside waits for a second person when it is first enabled."),
  deletion: z.boolean().describe("Whether a rule waits for a second person before it is archived."),
  recipientsAbove,
  expiresAfter: Duration.describe("How long a request waits for its second person."),
};

const scripts = { allowed: z.boolean().describe("Whether rules may run scripts on the server.") };

const alerts = {
  enabled: z.boolean().describe("Whether Belfry watches its rules and itself, and tells of what is wrong."),
  failureRate: z
    .number()
    .gt(0)
    .max(1)
    .describe("Which part of a rule's executions may fail before that is an alert, from above 0 to 1."),
  over: Duration.describe("The time over which failures are counted."),
  queueWait: Duration.describe("How long an execution may wait for a node before that is an alert."),
  feedFailing: Duration.describe("How long a trigger may fail to take events from elsewhere before that is an alert."),
};

const personalData = {
  fields: z
    .array(z.string().min(1).max(100))
    .max(1_000)
    .describe("Keys of JSON values that hold personal data, in any spelling of small and capital letters."),
};

/**
 * The settings of an installation that administrators change while it runs. Every field has a default; a field that this
 * version does not know (a newer one wrote it) is left alone.
 */
export const Settings = z
  .object({
    approvals: z
      .object({
        firstEnable: approvals.firstEnable.default(false),
        deletion: approvals.deletion.default(false),
        recipientsAbove: approvals.recipientsAbove.default(null),
        expiresAfter: approvals.expiresAfter.default("7d"),
      })
      .prefault({}),
    scripts: z.object({ allowed: scripts.allowed.default(false) }).prefault({}),
    alerts: z
      .object({
        enabled: alerts.enabled.default(true),
        failureRate: alerts.failureRate.default(0.2),
        over: alerts.over.default("1h"),
        queueWait: alerts.queueWait.default("30s"),
        feedFailing: alerts.feedFailing.default("5m"),
      })
      .prefault({}),
    personalData: z.object({ fields: personalData.fields.default(personalFields) }).prefault({}),
  })
  .meta({ id: "Settings" });
export type Settings = z.output<typeof Settings>;

/** A change of settings: what is not named stays as it is. */
export const SettingsPatch = z
  .strictObject({
    approvals: z.strictObject(approvals).partial().optional(),
    scripts: z.strictObject(scripts).partial().optional(),
    alerts: z.strictObject(alerts).partial().optional(),
    personalData: z.strictObject(personalData).partial().optional(),
  })
  .meta({ id: "SettingsPatch" });
export type SettingsPatch = z.output<typeof SettingsPatch>;
