/** A text shown to people, in both languages of the console. */
export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}
