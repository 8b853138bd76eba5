import { CheckOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { noticeListQuery, useMarkRead } from "./notice-queries.ts";
import { NoticeItem } from "./NoticeItem.tsx";
import styles from "./NoticesPage.module.css";

const route = getRouteApi("/shell/notices");

/** What rules tell whoever is signed in, newest first. */
export function NoticesPage(): ReactElement {
  const { t } = useTranslation();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(noticeListQuery(cursor));
  const markRead = useMarkRead();
  const unread = (query.data?.items ?? []).filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <Page
      title={t("notices.title")}
      lead={t("notices.lead")}
      actions={
        <Button
          icon={<CheckOutlined />}
          disabled={unread.length === 0}
          loading={markRead.isPending}
          onClick={() => markRead.mutate(unread)}
        >
          {t("notices.markShownRead")}
        </Button>
      }
    >
      {markRead.error !== null && <ProblemAlert error={markRead.error} />}
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              {items.length === 0 ? (
                <EmptyState title={t("notices.empty")} text={t("notices.emptyText")} />
              ) : (
                <ul className={styles["list"]} aria-label={t("notices.title")}>
                  {items.map((notice) => (
                    <NoticeItem key={notice.id} notice={notice} onRead={() => markRead.mutate([notice.id])} />
                  ))}
                </ul>
              )}
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: {} })}
              onNext={() => nextCursor !== null && void navigate({ search: { cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}
