import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../../ui/Section.tsx";
import { feedListQuery } from "./feed-queries.ts";
import { FeedTable } from "./FeedTable.tsx";

/** How the triggers of one rule fare that take events from elsewhere; nothing for a rule without any. */
export function RuleFeeds({ rule }: { readonly rule: string }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery(feedListQuery(rule));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={t("rules.feeds")} hint={t("rules.feedsHint")} flush>
      <FeedTable feeds={data.items} withRule={false} />
    </Section>
  );
}
