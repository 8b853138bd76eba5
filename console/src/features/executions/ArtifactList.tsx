import type { Artifact } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FileList } from "../../ui/FileList.tsx";
import { useMay } from "../session/index.ts";

/** The files an execution made. */
export function ArtifactList({ artifacts }: { readonly artifacts: readonly Artifact[] }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  if (artifacts.length === 0)
    return <EmptyState title={t("executions.noArtifacts")} text={t("executions.noArtifactsText")} />;
  return (
    <FileList
      label={t("executions.tabs.artifacts")}
      files={artifacts.map(({ id, name, mediaType, bytes }) => ({
        key: id,
        name,
        mediaType,
        bytes,
        ...(may("artifacts:read") && { address: belfry.artifacts.contentUrl(id) }),
      }))}
    />
  );
}
