import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/EmptyState.tsx";

export function NotFoundPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <EmptyState title={t("problem.notFound")} text={t("problem.notFoundText")}>
      <Link to="/rules">{t("problem.home")}</Link>
    </EmptyState>
  );
}
