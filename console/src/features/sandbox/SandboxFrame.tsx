import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { providerListQuery } from "./provider-queries.ts";
import styles from "./SandboxFrame.module.css";
import { useProviderText } from "./use-provider-text.ts";

/** What the pages of all sandboxes have in common: the mails, and each provider that is played, lie side by side. */
export function SandboxFrame(props: {
  readonly lead: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t("sandbox.title")} lead={props.lead} actions={props.actions}>
      <Sandboxes />
      {props.children}
    </Page>
  );
}

/** Nothing where mails are all that is caught. */
function Sandboxes(): ReactElement | null {
  const { t } = useTranslation();
  const providerText = useProviderText();
  const { data: providers = [] } = useQuery(providerListQuery);
  const { provider: open } = useParams({ strict: false });
  if (providers.length === 0) return null;
  const active = { className: styles["active"] ?? "" };
  return (
    <nav aria-label={t("sandbox.which")} className={styles["which"]}>
      <Link
        to="/sandbox"
        className={styles["one"]}
        // The addresses of all sandboxes lie below this one.
        activeProps={open === undefined ? active : { "aria-current": undefined, "data-status": undefined }}
      >
        {t("sandbox.mails")}
      </Link>
      {providers.map(({ provider, receives, messages, faults }) => (
        <Link
          key={provider}
          to="/sandbox/played/$provider"
          params={{ provider }}
          className={styles["one"]}
          activeProps={active}
        >
          {providerText(provider)}
          <span className={styles["count"]}>
            {messages}
            <span className="sr-only">{t(`sandbox.${receives}.countOf`, { count: messages })}</span>
          </span>
          {faults.length > 0 && (
            <span className={styles["fault"]}>{t("sandbox.faultsOn", { count: faults.length })}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
