/** The sections of the form, in its order. */
export const sections = {
  ansvarig: 'Ansvarig',
  samverkan: 'Samverkan',
  typ: 'Typ av åtgärd',
  period: 'Period för genomförande',
  insats: 'Insats som ska genomföras',
  leverantorer: 'Leverantörer',
  ovrigt: 'Övrigt',
} as const;

/** What the form holds, beside it where there is room. */
export function InsatsContents() {
  return (
    <nav className="contents" aria-label="Ansökans delar">
      <ol>
        {Object.entries(sections).map(([id, label]) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
