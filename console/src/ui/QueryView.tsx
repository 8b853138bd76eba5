import type { UseQueryResult } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./ProblemAlert.tsx";

/**
 * What a query gave; until then a grey outline, and what went wrong if it failed. Data that was there stays visible when a
 * later refresh fails.
 */
export function QueryView<T>(props: {
  readonly query: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  readonly children: (data: T) => ReactNode;
  readonly waiting?: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { data, error, refetch } = props.query;
  return (
    <>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data !== undefined && props.children(data)}
      {data === undefined && error === null && (
        <div aria-live="polite" aria-busy="true">
          <span className="sr-only">{t("common.loading")}</span>
          {props.waiting ?? <Skeleton active title={false} paragraph={{ rows: 5 }} />}
        </div>
      )}
    </>
  );
}
