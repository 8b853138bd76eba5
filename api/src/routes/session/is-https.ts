/** Whether browsers find Belfry under https. */
export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") === true;
}
