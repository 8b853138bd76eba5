import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Instant } from "../../ui/Instant.tsx";
import { ExecutionStateMark, type Execution } from "../executions/index.ts";

/** How the newest execution of a rule ended, and when; nothing while that is not known yet. */
export function LastOutcome({ execution }: { readonly execution: Execution | null | undefined }): ReactElement | null {
  if (execution === undefined) return null;
  if (execution === null) return <span className="quiet">–</span>;
  return (
    <>
      <Link to="/executions/$executionId" params={{ executionId: execution.id }}>
        <ExecutionStateMark state={execution.state} />
      </Link>
      <div className="quiet small">
        <Instant at={execution.finishedAt ?? execution.createdAt} as="relative" />
      </div>
    </>
  );
}
