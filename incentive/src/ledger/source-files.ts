/** Where files of contracts lie while they are read; the store of artifacts is one. */
export interface SourceFiles {
  /** A folder that goes with everything in it. The prefix only helps people who look into it. */
  scratch(prefix: string): Promise<AsyncDisposable & { readonly path: string }>;
}
