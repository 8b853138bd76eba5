import type { Slot } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { awaitedRules } from "./awaited-rules.ts";

/** What decided a slot; for one that waits for other rules, which of them are done. */
export function SlotDetail({ slot: { fate, detail } }: { readonly slot: Slot }): ReactElement | null {
  const { t } = useTranslation();
  if (detail === null) return null;
  const awaited = awaitedRules(detail);
  if (awaited === undefined) return <code className="clip">{JSON.stringify(detail)}</code>;
  const names = (rules: readonly string[]) => ({ rules: rules.join(t("common.comma")) });
  const { done, missing } = awaited;
  return (
    <>
      {missing.length > 0 && (
        <div>{t(fate === "planned" ? "rules.slotAwaits" : "rules.slotLacked", names(missing))}</div>
      )}
      {done.length > 0 && <div className="quiet small">{t("rules.slotDone", names(done))}</div>}
    </>
  );
}
