import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";
import { waitSentence } from "./wait-sentence.ts";
import type { ExecutionDetail } from "./execution-queries.ts";

/** What an execution waits for, in words, and when it goes on. Nothing for one that does not wait. */
export function WaitingText({ execution }: { readonly execution: ExecutionDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { waitingFor, children, state } = execution;
  const sentence = waitSentence(execution);
  if (waitingFor === null || sentence === undefined) return null;
  if (sentence.key === "children" && Object.keys(children).length === 0) return <>–</>;
  const { kind, until, since, probeAt, connection } = waitingFor;
  return (
    <>
      {t(`executions.waits.${sentence.key}`, sentence.values)}
      {since !== null && (
        <span className="quiet">
          {" · "}
          {t("executions.waits.since")} <Instant at={since} />
        </span>
      )}
      {kind === "connection" && (
        <span className="quiet">
          {" · "}
          {probeAt === null ? t("flow.noProbe") : <NextTry at={probeAt} />}
        </span>
      )}
      {connection !== null && (
        <>
          {" · "}
          <Link to="/flow">{t("flow.breakers")}</Link>
        </>
      )}
      {kind !== "connection" && until !== null && (
        <span className="quiet">
          {" · "}
          {state === "waiting" && kind === "step" ? t("executions.waits.until") : t("executions.waits.goesOn")}{" "}
          <Instant at={until} as="both" />
        </span>
      )}
    </>
  );
}

function NextTry({ at }: { readonly at: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t("flow.probe")} <Instant at={at} as="relative" />
    </>
  );
}
