import { useState, type FormEvent } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { FieldGroup } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { textOf, useCommand } from './useCommand';

type Language = Schemas['LanguageChoice']['language'];
const choices: readonly [Language, string][] = [
  ['sv', 'Svenska'],
  ['en', 'English'],
];

/** The language of what is written to the person; the pages themselves are in Swedish, and say so (F83). */
export function LanguageCard({ language, onChanged }: { language: Language; onChanged: () => Promise<unknown> }) {
  const [chosen, setChosen] = useState(language);
  const saving = useCommand((body: { language: Language }, key) =>
    call(() => api.PUT('/api/v1/me/language', { params: { header: command(key) }, body })),
  );
  const [saved, setSaved] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    const problem = await saving.run({ language: chosen });
    setSaved(!problem);
    if (problem) return;
    await onChanged();
    announce('Språket är sparat.');
  }

  return (
    <section className="card" aria-labelledby="rubrik-sprak">
      <h2 id="rubrik-sprak">Språk i e-post och sms</h2>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <FieldGroup
          id="sprak"
          label="Språk"
          hint="Gäller koder och meddelanden till dig personligen. Mina sidor och e-post om ärenden är tills vidare på svenska."
        >
          {choices.map(([value, label], n) => (
            <label className="choice" key={value}>
              <input
                id={n === 0 ? 'sprak' : undefined}
                type="radio"
                name="sprak"
                value={value}
                checked={chosen === value}
                onChange={() => {
                  setChosen(value);
                  setSaved(false);
                }}
              />
              <span lang={value}>{label}</span>
            </label>
          ))}
        </FieldGroup>
        {saving.problem && <Notice tone="danger" title={textOf(saving.problem)} live />}
        {saved && <Notice tone="success" title="Språket är sparat." />}
        <div className="actions">
          <Button type="submit" look="secondary" busy={saving.busy}>
            Spara språk
          </Button>
        </div>
      </form>
    </section>
  );
}
