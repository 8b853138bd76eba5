import type { FailureJob } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useMay } from "../session/index.ts";
import { failureJobsQuery, useCancelJob } from "./failure-queries.ts";

const tones: Readonly<Record<FailureJob["state"], Tone>> = { running: "busy", done: "good", cancelled: "quiet" };

/** How far the latest work on many failed executions is; nothing while there was none. */
export function FailureJobs(): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  const cancel = useCancelJob();
  const { data } = useQuery(failureJobsQuery);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t("failed.jobs")} flush>
      <DataTable
        dense
        label={t("failed.jobs")}
        rows={data.items}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "work",
            title: t("failed.jobs"),
            render: ({ id, work, by, createdAt }) => (
              <>
                {t(`failed.work.${work}`)} <span className="quiet tabular">#{id}</span>
                <div className="quiet small">
                  {t("failed.by", { by })} · <Instant at={createdAt} />
                </div>
              </>
            ),
          },
          { key: "progress", title: t("failed.count"), render: (job) => <JobProgress job={job} /> },
          may("executions:write") && {
            key: "cancel",
            align: "end",
            title: <span className="sr-only">{t("failed.cancelJob")}</span>,
            render: ({ id, state }) =>
              state === "running" && (
                <Button size="small" aria-label={t("failed.cancelJobOf", { id })} onClick={() => cancel.mutate(id)}>
                  {t("failed.cancelJob")}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}

function JobProgress({ job }: { readonly job: FailureJob }): ReactElement {
  const { t } = useTranslation();
  const { done, refused, total, state, refusals } = job;
  const percent = total === 0 ? 100 : Math.floor(((done + refused) / total) * 100);
  const [first] = refusals;
  return (
    <>
      {state === "running" && (
        <Progress percent={percent} size="small" aria-label={t("failed.progress", { done, total })} />
      )}
      <StateMark tone={tones[state]}>{t(`failed.jobStates.${state}`)}</StateMark>{" "}
      <span className="tabular">{t("failed.progress", { done, total })}</span>
      {refused > 0 && (
        <div className="small">
          {t("failed.refused", { count: refused })}
          {first !== undefined && <span className="quiet breakable"> · {first.message}</span>}
        </div>
      )}
    </>
  );
}
