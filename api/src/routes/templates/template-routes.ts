import type { Route } from "../../contract/define-route.ts";
import { diffTemplateVersions } from "./diff-template-versions.ts";
import { getTemplateVersion } from "./get-template-version.ts";
import { getTemplate } from "./get-template.ts";
import { listTemplateVersions } from "./list-template-versions.ts";
import { listTemplates } from "./list-templates.ts";
import { previewTemplate } from "./preview-template.ts";
import { removeTemplate } from "./remove-template.ts";
import { restoreTemplateVersion } from "./restore-template-version.ts";
import { saveTemplate } from "./save-template.ts";
import { testTemplate } from "./test-template.ts";

export const templateRoutes: readonly Route[] = [
  listTemplates,
  getTemplate,
  saveTemplate,
  removeTemplate,
  listTemplateVersions,
  getTemplateVersion,
  diffTemplateVersions,
  restoreTemplateVersion,
  previewTemplate,
  testTemplate,
];
