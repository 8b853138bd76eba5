import type { AuditEntry } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** Who did it: a person by the name alone, everything else with what it is. */
export function AuditActor({ actor }: Pick<AuditEntry, "actor">): ReactElement {
  const { t } = useTranslation();
  const kinds: Readonly<Record<string, string>> = t("audit.actors", { returnObjects: true });
  return (
    <>
      {actor.name === "" ? <span className="quiet">–</span> : actor.name}
      {actor.kind !== "person" && <span className="quiet small"> {kinds[actor.kind] ?? actor.kind}</span>}
    </>
  );
}
