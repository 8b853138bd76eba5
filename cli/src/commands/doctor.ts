import type { Context } from "../context.ts";
import { checkSecurity } from "../doctor/check-security.ts";
import { runDoctor } from "../doctor/run-doctor.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { withContext, type AddCommand } from "./command.ts";

const signs = { ok: "ok   ", warn: "WARN ", fail: "FAIL " } as const;
const securitySigns = { finding: "FINDING", hint: "hint   " } as const;

export const addDoctor: AddCommand = (parent, host) => {
  parent
    .command("doctor")
    .description("check this installation, and say what to do about each finding; exit code 1 when something fails")
    .option(
      "--security",
      "tell what is unsafe in the running configuration; exit code 1 on a finding, 0 with hints only",
    )
    .action(
      withContext(host, async (context, options: { readonly security?: boolean }) =>
        options.security === true ? tellSecurity(context) : tellHealth(context),
      ),
    );
};

async function tellHealth(context: Context): Promise<ExitCode> {
  const checks = await runDoctor(context);
  const lines = checks.flatMap(({ name, status, detail, remedy }) => [
    `${signs[status]} ${name}: ${detail}`,
    ...(remedy === undefined ? [] : [`        ${remedy}`]),
  ]);
  const failed = checks.some(({ status }) => status === "fail");
  context.print({ ok: !failed, checks }, lines.join("\n"));
  return failed ? ExitCode.failed : ExitCode.ok;
}

async function tellSecurity(context: Context): Promise<ExitCode> {
  const findings = await checkSecurity(context);
  const lines = findings.flatMap(({ level, message, why, remedy }) => [
    `${securitySigns[level]} ${message}`,
    `        ${why}`,
    `        ${remedy}`,
  ]);
  const failed = findings.some(({ level }) => level === "finding");
  if (!failed) lines.push("Nothing unsafe was found.");
  context.print({ ok: !failed, findings }, lines.join("\n"));
  return failed ? ExitCode.failed : ExitCode.ok;
}
