import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/index.ts";
import { approvalListQuery } from "./approval-queries.ts";
import styles from "./ApprovalCount.module.css";

/** Nothing tells the browser of a new request; a minute is soon enough for something that waits for days. */
const ASK_EVERY_MS = 60_000;

/** How many approvals wait for whoever looks. */
export function ApprovalCount(): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery({
    ...approvalListQuery("mine", undefined),
    enabled: may("approvals:decide"),
    refetchInterval: ASK_EVERY_MS,
  });
  const count = query.data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles["count"]} title={t("approvals.waiting", { count })}>
      {count}
    </span>
  );
}
