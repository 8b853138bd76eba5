import { mayDo, type Caller } from "@belfry/access";
import { AppError, refusedLabel, type ArtifactRef, type OutgoingMessage } from "@belfry/model";
import type { z } from "zod";
import type { RouteDeps } from "../../api-deps.ts";
import { callerKey } from "../../http/caller-key.ts";
import type { DraftAttachment, MessageDraft } from "../../schemas/message.ts";

type Deps = Pick<RouteDeps, "engine" | "notify" | "templates">;

/**
 * A message as the ledger takes it: its labels lie in the sender's scope, and its template and files are theirs to send.
 * @throws AppError LABEL_NOT_ALLOWED, PERMISSION_DENIED, TEMPLATE_NOT_FOUND, ATTACHMENT_NOT_FOUND, ARTIFACT_NOT_FOUND
 */
export async function readDraft(
  deps: Deps,
  { attachments, ...draft }: z.output<typeof MessageDraft>,
  caller: Caller,
): Promise<OutgoingMessage> {
  checkLabels(draft.labels ?? {}, caller);
  await checkTemplate(deps, draft.template, caller);
  const uploads = attachments.flatMap(({ upload }) => (upload === undefined ? [] : [upload]));
  const uploaded = await deps.notify.uploadedFiles(uploads, { by: callerKey(caller) });
  const files = await Promise.all(
    attachments.map(async ({ upload, artifact, ...shown }, place) => ({
      ...shown,
      file:
        artifact === undefined ? ofUpload(uploaded, upload, place) : await ofArtifact(deps, artifact, caller, place),
    })),
  );
  if (uploads.length > 0 && draft.scheduledAt !== undefined) {
    await deps.notify.keepUploads(uploads, { until: new Date(draft.scheduledAt) });
  }
  return { ...draft, attachments: files };
}

/** Who is restricted to labels sends what they see afterwards, and nothing else. */
function checkLabels(labels: Readonly<Record<string, string>>, { scope }: Caller): void {
  if (scope === null) return;
  if (Object.keys(scope.inputs).length > 0) {
    const reason = "You are restricted to inputs of rules, and a message has none.";
    throw new AppError("PERMISSION_DENIED", { reason, permission: "messages:send" });
  }
  const refused = refusedLabel(labels, scope);
  if (refused === undefined) return;
  const values = refused.values.map((value) => JSON.stringify(value)).join(" or ");
  const reason = `The label "${refused.label}" of the message must be ${values}.`;
  throw new AppError("LABEL_NOT_ALLOWED", { label: refused.label, reason });
}

/** Whoever sends a template reads what it made: that of another department would be read so. */
async function checkTemplate({ templates }: Deps, template: string | undefined, { scope }: Caller): Promise<void> {
  if (template === undefined || scope === null) return;
  const code = template.replace(/@\d+$/, "");
  if (await templates.isTemplateInScope(code, scope)) return;
  // Word for word what is said of one that does not exist.
  throw new AppError("TEMPLATE_NOT_FOUND", {
    field: "template",
    template: code,
    reason: `There is no template "${code}".`,
  });
}

function ofUpload(
  uploaded: ReadonlyMap<string, ArtifactRef>,
  upload: DraftAttachment["upload"],
  place: number,
): ArtifactRef {
  const file = uploaded.get(upload ?? "");
  if (file !== undefined) return file;
  throw new AppError("ATTACHMENT_NOT_FOUND", { field: `attachments[${place}].upload`, reason: `It is ${upload}.` });
}

async function ofArtifact({ engine }: Deps, id: string, caller: Caller, place: number): Promise<ArtifactRef> {
  if (!mayDo(caller, "artifacts:read")) {
    const reason = "To attach a file of an execution needs the permission artifacts:read.";
    throw new AppError("PERMISSION_DENIED", { reason, permission: "artifacts:read" });
  }
  if (caller.scope !== null && !(await engine.isInScope({ artifactId: id }, caller.scope))) {
    throw new AppError("ARTIFACT_NOT_FOUND", { field: `attachments[${place}].artifact`, artifact: id });
  }
  const { name, mediaType, bytes } = await engine.getArtifact(id);
  return { $artifact: id, name, mediaType, bytes };
}
