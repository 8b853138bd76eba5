import type { ActionRun } from "@belfry/client";
import { Drawer } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/Instant.tsx";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import styles from "./ActionDrawer.module.css";
import { hasEnded, type ExecutionDetail } from "./execution-queries.ts";
import { ExecutionStateMark } from "./ExecutionStateMark.tsx";
import { Failure } from "./Failure.tsx";

/** More attempts than this are not read by anybody; the newest are shown. */
const MOST_RUNS = 100;

/** Every attempt of one action with its output or failure, newest first. */
export function ActionDrawer(props: {
  readonly execution: ExecutionDetail;
  readonly action: string | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { execution, action } = props;
  const runs = execution.actionRuns
    .filter((run) => run.action === action)
    .toReversed()
    .slice(0, MOST_RUNS);
  return (
    <Drawer
      open={action !== undefined}
      onClose={props.onClose}
      size={640}
      title={`${t("executions.action")} ${action ?? ""}`}
    >
      {runs.length === 0 && <p>{t(hasEnded(execution.state) ? "executions.notReached" : "executions.underWay")}</p>}
      {runs.map((run) => (
        <Run key={`${run.redrive} ${run.iteration} ${run.attempt}`} run={run} />
      ))}
    </Drawer>
  );
}

function Run({ run }: { readonly run: ActionRun }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <section className={styles["run"]}>
      <h3 className={styles["title"]}>
        {run.iteration !== "" && <>{t("executions.iteration", { iteration: Number(run.iteration) + 1 })} · </>}
        {t("executions.attempt", { attempt: run.attempt })}
        <ExecutionStateMark state={run.state} />
      </h3>
      <p className={styles["times"]}>
        <code>{run.use}</code> · <Instant at={run.startedAt} /> · {formatDuration(run.tookMs, language)}
      </p>
      {run.failure !== null && (
        <Failure failure={run.failure} title={t("executions.failedAt", { action: run.action })} />
      )}
      {run.output !== null && run.output !== undefined && (
        <JsonBlock value={run.output} label={t("executions.output")} />
      )}
      {run.failure === null && (run.output === null || run.output === undefined) && (
        <p className="quiet">{t("executions.noOutput")}</p>
      )}
    </section>
  );
}
