/** What a module keeps about people, as it is shown to one who asks (GDPR Art. 15). */
export interface ExtractSection {
  /** Unique in the product; the name in JSON: `memberships`. */
  readonly name: string;
  /** The heading for people. */
  readonly title: string;
  /** Why it is kept, and for how long. */
  readonly purpose: string;
  readonly kept: string;
  /** What each column of the query is called for people. */
  readonly columns: Readonly<Record<string, string>>;
  /**
   * A select that gives exactly these columns as text, numbers, truth values or null; instants as `instant()` writes them. `$1` is the person.
   * Runs in the scope `subject`, where row-level security shows only what `show_to_subject` has opened: one's own rows.
   */
  readonly query: string;
  /** A column that the query gives as stored by the Vault, `{ keyId, bytes, place }` with the bytes in hexadecimal; shown in clear. */
  readonly sealed?: string;
}

/** Every section of the modules that this process has loaded, by name. */
export const extractSections = new Map<string, ExtractSection>();

/** Adds a section to everybody's register extract; called once by the module that owns the table, in `<noun>.extract.ts`. */
export function registerExtract(section: ExtractSection): void {
  if (extractSections.has(section.name)) throw new Error(`Registerutdragets del ${section.name} finns två gånger.`);
  extractSections.set(section.name, section);
}
