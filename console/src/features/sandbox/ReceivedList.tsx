import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { receivedQuery, type Played } from "./provider-queries.ts";
import { ReceivedMessage } from "./ReceivedMessage.tsx";
import styles from "./ReceivedMessage.module.css";

const route = getRouteApi("/shell/sandbox/played/$provider");

/** Everything that came, newest first. */
export function ReceivedList({ played }: { readonly played: Played }): ReactElement {
  const { t } = useTranslation();
  const { provider, receives } = played;
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(receivedQuery(provider, cursor));
  return (
    <QueryView query={query}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <Panel>
            <EmptyState title={t(`sandbox.${receives}.nothingCame`)} text={t(`sandbox.${receives}.nothingCameText`)}>
              {receives === "messages" ? (
                <Link to="/messages">{t("navigation.messages")}</Link>
              ) : (
                <Link to="/rules">{t("navigation.rules")}</Link>
              )}
            </EmptyState>
          </Panel>
        ) : (
          <>
            <ul className={styles["list"]} aria-label={t(`sandbox.${receives}.received`)}>
              {items.map((message) => (
                <li key={message.id}>
                  <ReceivedMessage message={message} receives={receives} />
                </li>
              ))}
            </ul>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: {} })}
              onNext={() => nextCursor !== null && void navigate({ search: { cursor: nextCursor } })}
            />
          </>
        )
      }
    </QueryView>
  );
}
