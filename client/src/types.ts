/** The things of the API under short names. Dates are RFC 3339 texts. */
import type { components } from "./generated/schema.d.ts";

type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type ActionEntry = Schemas["ActionEntry"];
export type ActionRun = Schemas["ActionRun"];
export type Artifact = Schemas["Artifact"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditVerification = Schemas["AuditVerification"];
export type Caller = Schemas["Caller"];
export type ChannelEntry = Schemas["ChannelEntry"];
export type Connection = Schemas["Connection"];
export type ConnectionStep = Schemas["ConnectionStep"];
export type Delivery = Schemas["Delivery"];
export type ExecutionDetail = Schemas["ExecutionDetail"];
export type ExecutionSummary = Schemas["ExecutionSummary"];
export type Failure = Schemas["Failure"];
export type FireTime = Schemas["FireTime"];
export type LocalizedText = Schemas["LocalizedText"];
export type LogLine = Schemas["LogLine"];
export type MessageDetail = Schemas["MessageDetail"];
export type MessageSummary = Schemas["MessageSummary"];
export type RuleView = Schemas["RuleView"];
export type SandboxMail = Schemas["SandboxMail"];
export type SandboxMailSummary = Schemas["SandboxMailSummary"];
export type Scope = Schemas["Scope"];
export type Secret = Schemas["Secret"];
export type Settings = Schemas["Settings"];
export type Slot = Schemas["Slot"];
export type SlotReconciliation = Schemas["SlotReconciliation"];
export type TriggerEntry = Schemas["TriggerEntry"];
export type Triggered = Schemas["Triggered"];
export type Variable = Schemas["Variable"];
