import type { CampaignDetail } from "@belfry/client";
import { useState, type ReactElement } from "react";
import { campaignYaml } from "./campaign-yaml.ts";
import { CampaignEditor } from "./CampaignEditor.tsx";
import { Revisions } from "./Revisions.tsx";

/** The rules of a campaign in an editor, and which revisions of them there were. */
export function Definition({ campaign }: { readonly campaign: CampaignDetail }): ReactElement {
  // What others save meanwhile does not move the text; a revision that was saved here begins another editor.
  const [base, setBase] = useState(campaign);
  return (
    <>
      <CampaignEditor
        key={base.revision}
        initial={campaignYaml(base.definition)}
        onSaved={(saved) => setBase({ ...base, ...saved })}
      />
      <Revisions campaign={campaign} />
    </>
  );
}
