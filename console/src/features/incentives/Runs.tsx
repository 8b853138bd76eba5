import type { IncentiveRun } from "@belfry/client";
import { UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useMay } from "../session/index.ts";
import { runsQuery } from "./campaign-queries.ts";
import { RowPager } from "./RowPager.tsx";
import { RunFileDialog } from "./RunFileDialog.tsx";

const route = getRouteApi("/shell/incentives/campaigns/$campaign");
const tones: Readonly<Record<IncentiveRun["state"], Tone>> = {
  running: "busy",
  done: "good",
  failed: "bad",
  interrupted: "held",
};
const counts = ["rows", "booked", "known", "leftOut", "quarantined", "proposed", "rewards"] as const;

/** What booked contracts, and what became of the rows. */
export function Runs({ campaign }: { readonly campaign: string }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(runsQuery(campaign, cursor));
  const [isUploading, setUploading] = useState(false);
  return (
    <>
      {may("incentives:write") && (
        <p>
          <Button icon={<UploadOutlined />} onClick={() => setUploading(true)}>
            {t("incentives.runFile")}
          </Button>
        </p>
      )}
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <RunTable campaign={campaign} runs={items} />
            </Panel>
            <RowPager
              cursor={cursor}
              nextCursor={nextCursor}
              onChange={(next) =>
                void navigate({ search: { tab: "runs", ...(next !== undefined && { cursor: next }) } })
              }
            />
          </>
        )}
      </QueryView>
      {isUploading && <RunFileDialog campaign={campaign} onClose={() => setUploading(false)} />}
    </>
  );
}

function RunTable(props: { readonly campaign: string; readonly runs: readonly IncentiveRun[] }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { campaign, runs } = props;
  const columns: readonly Column<IncentiveRun>[] = [
    {
      key: "source",
      title: t("incentives.source"),
      render: ({ id, source, revision, executionId, archive }) => (
        <>
          <span className="breakable">{source}</span>
          <div className="quiet small">
            #{id} · {revision}
            {executionId !== null && may("executions:read") && (
              <>
                {" · "}
                <Link to="/executions/$executionId" params={{ executionId }}>
                  {t("incentives.execution", { id: executionId })}
                </Link>
              </>
            )}
          </div>
          {archive !== null && may("personal-data:read") && <Archive campaign={campaign} run={id} archive={archive} />}
        </>
      ),
    },
    {
      key: "state",
      title: t("incentives.state"),
      render: ({ state, reason }) => (
        <>
          <StateMark tone={tones[state]}>{t(`incentives.runStates.${state}`)}</StateMark>
          {reason !== null && <div className="quiet small breakable">{reason}</div>}
        </>
      ),
    },
    {
      key: "counts",
      title: t("incentives.rows"),
      render: (run) => counts.map((name) => <Count key={name} name={name} n={run[name]} />),
    },
    {
      key: "at",
      from: "middle",
      title: t("incentives.author"),
      render: ({ author, startedAt }) => (
        <>
          {author}
          <div className="quiet small">
            <Instant at={startedAt} as="both" />
          </div>
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t("incentives.tabs.runs")}
      columns={columns}
      rows={runs}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("incentives.noRuns")} text={t("incentives.noRunsText")} />}
    />
  );
}

/** What a run read, while it is kept. */
function Archive(props: {
  readonly campaign: string;
  readonly run: number;
  readonly archive: NonNullable<IncentiveRun["archive"]>;
}): ReactElement {
  const { t } = useTranslation();
  const { campaign, run, archive } = props;
  if (archive.state === "gone") return <div className="quiet small">{t("incentives.archiveGone")}</div>;
  return (
    <div className="small">
      <a href={belfry.incentives.archiveUrl(campaign, run)} download>
        {t("incentives.archive")}
      </a>{" "}
      <span className="quiet">
        {formatBytes(archive.bytes)} · {t("incentives.keptUntil")} <Instant at={archive.until} />
      </span>
    </div>
  );
}

/** Rows and new contracts are always told, the others when there are any. */
function Count({ name, n }: { readonly name: (typeof counts)[number]; readonly n: number }): ReactElement | null {
  const { t } = useTranslation();
  if (n === 0 && name !== "rows" && name !== "booked") return null;
  return <div className="small">{t(`incentives.runCounts.${name}`, { count: n })}</div>;
}
