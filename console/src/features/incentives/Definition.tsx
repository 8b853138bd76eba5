export function Definition(_props: { readonly campaign: unknown }) {
  return null;
}
