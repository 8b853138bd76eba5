import type { Translation } from "../translation.ts";

/** What everybody sets for themselves. */
export const settings = {
  title: "Settings",
  appearance: "Appearance",
  language: "Language",
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  thisBrowser: "Only for this browser.",
  password: "Change password",
  passwordHint: "Sessions on other devices end.",
  currentPassword: "Current password",
  newPassword: "New password",
  repeatPassword: "New password again",
  passwordShort: "At least {{count}} characters.",
  passwordDiffers: "The two passwords differ.",
  changed: "The password is changed",
  about: "About",
  version: "Version",
  zone: "Times are shown in",
  apiReference: "API reference",
} as const satisfies Translation["settings"];
