import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import styles from "./DeadLetters.module.css";
import type { EventSearch } from "./event-search.ts";
import { feedListQuery } from "./feed-queries.ts";
import { FeedTable } from "./FeedTable.tsx";

/** Where events are taken from, and how that goes. */
export function Feeds(props: {
  readonly search: EventSearch;
  readonly onChange: (search: EventSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { cursor } = props.search;
  const query = useQuery(feedListQuery(undefined, cursor));
  return (
    <>
      <p className={styles["lead"]}>{t("events.feeds.lead")}</p>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <FeedTable feeds={items} withRule />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => props.onChange({ tab: "feeds" })}
              onNext={() => nextCursor !== null && props.onChange({ tab: "feeds", cursor: nextCursor })}
            />
          </>
        )}
      </QueryView>
    </>
  );
}
