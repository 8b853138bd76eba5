import { DeleteOutlined } from "@ant-design/icons";
import { isBelfryProblem } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useParams } from "@tanstack/react-router";
import { App, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { SandboxFrame } from "./SandboxFrame.tsx";
import { mailListQuery, useClearSandbox, type MailSummary } from "./sandbox-queries.ts";
import styles from "./SandboxPage.module.css";

const route = getRouteApi("/shell/sandbox");

/** The mails that were caught. */
export function SandboxPage(): ReactElement {
  const { t } = useTranslation();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(mailListQuery(cursor));
  const may = useMay();
  const { mailId } = useParams({ strict: false });
  const isOff = isBelfryProblem(query.error, "NOT_FOUND");

  return (
    <SandboxFrame
      lead={t("sandbox.lead")}
      actions={query.data !== undefined && query.data.items.length > 0 && may("sandbox:write") && <ClearButton />}
    >
      {isOff ? (
        <Panel>
          <EmptyState title={t("sandbox.disabled")} text={t("sandbox.disabledText")} />
        </Panel>
      ) : (
        <QueryView query={query}>
          {({ items, nextCursor }) =>
            items.length === 0 ? (
              <Panel>
                <EmptyState title={t("sandbox.empty")} text={t("sandbox.emptyText")}>
                  <Link to="/rules">{t("executions.toRules")}</Link>
                </EmptyState>
              </Panel>
            ) : (
              <div className={`${styles["columns"]} ${mailId === undefined ? "" : styles["open"]}`}>
                <div className={styles["list"]}>
                  <MailList mails={items} cursor={cursor} />
                  <CursorPager
                    isFirst={cursor === undefined}
                    hasNext={nextCursor !== null}
                    onFirst={() => void navigate({ search: {} })}
                    onNext={() => nextCursor !== null && void navigate({ search: { cursor: nextCursor } })}
                  />
                </div>
                <div className={styles["pane"]}>
                  {mailId === undefined ? (
                    <Panel>
                      <EmptyState title={t("sandbox.choose")} text={t("sandbox.chooseText")} />
                    </Panel>
                  ) : (
                    <Outlet />
                  )}
                </div>
              </div>
            )
          }
        </QueryView>
      )}
    </SandboxFrame>
  );
}

function MailList({
  mails,
  cursor,
}: {
  readonly mails: readonly MailSummary[];
  readonly cursor: string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel>
      <ul className={styles["mails"]} aria-label={t("sandbox.list")}>
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link
              to="/sandbox/$mailId"
              params={{ mailId: mail.id }}
              search={cursor === undefined ? {} : { cursor }}
              className={styles["mail"]}
              activeProps={{ className: styles["active"] ?? "" }}
            >
              <span className={styles["subject"]}>{mail.subject === "" ? t("sandbox.noSubject") : mail.subject}</span>
              <span className={styles["time"]}>
                <Instant at={mail.receivedAt} />
              </span>
              <span className={styles["to"]}>{mail.envelope.to.join(", ")}</span>
              <span className={styles["size"]}>{formatBytes(mail.bytes)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ClearButton(): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const clear = useClearSandbox();
  const navigate = route.useNavigate();
  const ask = () =>
    confirm({
      title: t("sandbox.clearTitle"),
      text: t("sandbox.clearText"),
      confirm: t("sandbox.clear"),
      dangerous: true,
      act: async () => {
        const { removed } = await clear.mutateAsync();
        void message.success(t("sandbox.cleared", { count: removed }));
        void navigate({ to: "/sandbox", search: {} });
      },
    });
  return (
    <Button icon={<DeleteOutlined />} onClick={ask}>
      {t("sandbox.clear")}
    </Button>
  );
}
