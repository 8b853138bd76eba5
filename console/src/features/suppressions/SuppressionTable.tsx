import type { Suppression } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useChannelText } from "../channels/index.ts";
import { useMay } from "../session/index.ts";
import { useRemoveSuppression } from "./suppression-queries.ts";
import styles from "./SuppressionTable.module.css";

export function SuppressionTable(props: {
  readonly suppressions: readonly Suppression[];
  readonly isNarrowed: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const remove = useRemoveSuppression();
  const channelText = useChannelText();
  const askToRemove = ({ id, address, reason }: Suppression) =>
    confirm({
      title: t("suppressions.removeTitle", { address }),
      text: t(
        reason === "complaint" || reason === "unsubscribe" ? "suppressions.removeWish" : "suppressions.removeText",
      ),
      confirm: t("suppressions.remove"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(id);
        void message.success(t("suppressions.removed", { address }));
      },
    });
  const columns: readonly (Column<Suppression> | false)[] = [
    {
      key: "address",
      title: t("suppressions.address"),
      render: ({ channel, list, address, ...about }) => (
        <>
          <strong className="breakable">{address}</strong>
          <div className="quiet small">
            {channelText(channel)}
            {list !== "" && (
              <>
                {" · "}
                {t("suppressions.ofList")} <code>{list}</code>
              </>
            )}
          </div>
          <div className={styles["below"]}>
            <Reason suppression={about} />
          </div>
        </>
      ),
    },
    {
      key: "reason",
      from: "small",
      title: t("suppressions.reason"),
      render: (suppression) => <Reason suppression={suppression} />,
    },
    {
      key: "since",
      from: "middle",
      title: t("suppressions.since"),
      render: ({ createdAt, createdBy }) => (
        <>
          <Instant at={createdAt} />
          <div className="quiet small">{createdBy}</div>
        </>
      ),
    },
    may("suppressions:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("suppressions.remove")}</span>,
      render: (suppression) => (
        <Button
          size="small"
          onClick={() => askToRemove(suppression)}
          aria-label={`${t("suppressions.remove")} ${suppression.address}`}
        >
          {t("suppressions.remove")}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label={t("suppressions.title")}
      columns={columns}
      rows={props.suppressions}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t(props.isNarrowed ? "suppressions.noMatch" : "suppressions.empty")}
          text={t("suppressions.emptyText")}
        />
      }
    />
  );
}

function Reason(props: { readonly suppression: Pick<Suppression, "reason" | "note" | "messageId"> }): ReactElement {
  const { t } = useTranslation();
  const { reason, note, messageId } = props.suppression;
  return (
    <>
      {t(`suppressions.reasons.${reason}`)}
      {note !== "" && <div className="quiet small breakable">{note}</div>}
      {messageId !== null && (
        <div className="small">
          <Link to="/messages/$messageId" params={{ messageId }}>
            {t("messages.one", { id: messageId })}
          </Link>
        </div>
      )}
    </>
  );
}
