/** One error that a caller can meet. */
export interface CatalogEntry {
  /** The HTTP status the API answers with. */
  readonly status: number;
  /** What happened, as a full sentence. */
  readonly message: string;
  /** What to do about it, as a full sentence. */
  readonly remedy: string;
}
