import { runDoctor } from "../doctor/run-doctor.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { withContext, type AddCommand } from "./command.ts";

const signs = { ok: "ok   ", warn: "WARN ", fail: "FAIL " } as const;

export const addDoctor: AddCommand = (parent, host) => {
  parent
    .command("doctor")
    .description("check this installation, and say what to do about each finding; exit code 1 when something fails")
    .action(
      withContext(host, async (context) => {
        const checks = await runDoctor(context);
        const lines = checks.flatMap(({ name, status, detail, remedy }) => [
          `${signs[status]} ${name}: ${detail}`,
          ...(remedy === undefined ? [] : [`        ${remedy}`]),
        ]);
        const failed = checks.some(({ status }) => status === "fail");
        context.print({ ok: !failed, checks }, lines.join("\n"));
        return failed ? ExitCode.failed : ExitCode.ok;
      }),
    );
};
