import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { SecretUser } from "./secret-uses.ts";

/** The rules and accounts that use a secret. */
export function SecretUsers({ users }: { readonly users: readonly SecretUser[] }): ReactElement {
  const { t } = useTranslation();
  if (users.length === 0) return <span className="quiet">{t("secrets.unused")}</span>;
  return (
    <>
      {users.map(({ key, kind, name }, place) => (
        <span key={key}>
          {place > 0 && t("common.comma")}
          {kind === "rule" ? (
            <Link to="/rules/$rule" params={{ rule: key }}>
              {name}
            </Link>
          ) : (
            t("secrets.account", { name })
          )}
        </span>
      ))}
    </>
  );
}
