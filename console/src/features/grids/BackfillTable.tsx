import type { GridBackfill } from "@belfry/client";
import { App, Button, Progress } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { useChangeBackfill, type BackfillWish } from "./backfill-queries.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";

const tones: Readonly<Record<GridBackfill["state"], Tone>> = {
  running: "busy",
  paused: "held",
  cancelled: "quiet",
  done: "good",
};

/** How far each backfill is, and what is done with it. */
export function BackfillTable(props: {
  readonly grid: GridDefinition;
  readonly backfills: readonly GridBackfill[];
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { grid, backfills } = props;
  const columns: readonly (Column<GridBackfill> | false)[] = [
    {
      key: "what",
      title: t("grids.backfill.what"),
      render: (backfill) => <What grid={grid} backfill={backfill} />,
    },
    {
      key: "progress",
      title: t("grids.backfill.progress"),
      render: (backfill) => <HowFar backfill={backfill} />,
    },
    {
      key: "by",
      from: "large",
      title: t("grids.backfill.begun"),
      render: ({ createdAt, createdBy }) => (
        <>
          <Instant at={createdAt} />
          <div className="quiet small">{createdBy}</div>
        </>
      ),
    },
    may("grids:run") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (backfill) => <ChangeBackfill grid={grid.grid} backfill={backfill} />,
    },
  ];
  return (
    <DataTable
      label={t("grids.tabs.backfills")}
      columns={columns}
      rows={backfills}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("grids.backfill.empty")} text={t("grids.backfill.emptyText")} />}
    />
  );
}

function What({ grid, backfill }: { readonly grid: GridDefinition; readonly backfill: GridBackfill }): ReactElement {
  const { t } = useTranslation();
  const { id, from, until, tasks, only, mode, notify, reason } = backfill;
  const named = (tasks ?? []).map((task) => grid.taskTypes.find((one) => one.task === task)?.name ?? task);
  const members = Object.values(only ?? {}).flat();
  return (
    <>
      <strong className="tabular">
        {from} – {until}
      </strong>{" "}
      <span className="quiet tabular">#{id}</span>
      <div className="small">
        {named.length === 0 ? t("grids.allTasks") : named.join(t("common.comma"))}
        {members.length > 0 && ` · ${members.join(t("common.comma"))}`}
      </div>
      <div className="quiet small">
        {t(`grids.backfill.modes.${mode}`)} · {t(notify ? "grids.backfill.notifies" : "grids.backfill.quiet")}
      </div>
      {reason !== null && <div className="quiet small breakable">{reason}</div>}
    </>
  );
}

function HowFar({ backfill }: { readonly backfill: GridBackfill }): ReactElement {
  const { t } = useTranslation();
  const { state, percent, ended, total, written, states, etaAt, endedAt } = backfill;
  return (
    <div className={styles["progress"]}>
      <StateMark tone={tones[state]}>{t(`grids.backfill.states.${state}`)}</StateMark>{" "}
      <span className="tabular">{t("grids.backfill.of", { ended, total })}</span>
      <Progress
        percent={Math.floor(percent)}
        size="small"
        aria-label={t("grids.backfill.of", { ended, total })}
        {...(states.failed > 0 && { status: "exception" as const })}
      />
      <div className="quiet small">
        {states.failed > 0 && <>{t("grids.backfill.failed", { count: states.failed })} · </>}
        {written < total && <>{t("grids.backfill.written", { count: written })} · </>}
        {endedAt !== null ? (
          <Instant at={endedAt} />
        ) : etaAt === null ? (
          t("grids.backfill.noEta")
        ) : (
          <>
            {t("grids.backfill.eta")} <Instant at={etaAt} as="both" />
          </>
        )}
      </div>
    </div>
  );
}

function ChangeBackfill(props: { readonly grid: string; readonly backfill: GridBackfill }): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const change = useChangeBackfill(props.grid);
  const { id, state } = props.backfill;
  if (state === "done" || state === "cancelled") return null;
  const button = (wish: BackfillWish, act: () => void) => (
    <Button
      size="small"
      aria-label={`${t(`grids.backfill.wishes.${wish}`)} #${id}`}
      loading={change.isPending && change.variables.wish === wish}
      onClick={act}
    >
      {t(`grids.backfill.wishes.${wish}`)}
    </Button>
  );
  const toggle = state === "paused" ? "resume" : "pause";
  const askToCancel = () =>
    confirm({
      title: t("grids.backfill.cancelTitle", { id }),
      text: t("grids.backfill.cancelText"),
      confirm: t("grids.backfill.wishes.cancel"),
      keep: t("grids.backfill.keep"),
      dangerous: true,
      act: async () => {
        await change.mutateAsync({ id, wish: "cancel" });
        void message.success(t("grids.backfill.cancelled", { id }));
      },
    });
  return (
    <div className={styles["rowWishes"]}>
      {button(toggle, () =>
        change.mutate({ id, wish: toggle }, { onError: (error) => void message.error(error.message) }),
      )}
      {button("cancel", askToCancel)}
    </div>
  );
}
