import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { chooseMail, preferencesQuery } from '../../api/notification-queries';
import { asProblem } from '../../api/problem';
import '../../styles/messages.css';
import { announce } from '../../ui/announce';
import { FieldGroup } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { SettingsFrame } from './SettingsFrame';

const choices = [
  { value: 'direct', label: 'Direkt' },
  { value: 'daily', label: 'Daglig sammanställning' },
  { value: 'off', label: 'Av' },
] as const;
type Choice = (typeof choices)[number]['value'];
type Preferences = Schemas['Preferences'];

/** "Aviseringar": how the mails of each type of message come (F71). Each choice is saved when it is made. */
export function NotificationsPage() {
  const { types, undelivered } = useSuspenseQuery(preferencesQuery).data;
  return (
    <SettingsFrame title="Aviseringar">
      <p className="hint">
        Alla meddelanden finns under Meddelanden på Mina sidor. Här väljer du vilka som också kommer som e-post. Sammanställningen kommer
        klockan 7, de dagar då något har hänt. Valet gäller alla organisationer som du representerar.
      </p>
      {undelivered.map(({ address }) => (
        <Notice key={address} tone="warning" title={`Vi når dig inte på ${address}`}>
          <p>
            E-postservern tar inte emot våra meddelanden. Är adressen fel rättar du den under Kontaktuppgifter, eller ber administratören
            hos din organisation.
          </p>
        </Notice>
      ))}
      <div className="card">
        {types.map((one) => (
          <div key={one.type} className="preference">
            {one.canChoose ? <Choosable one={one} /> : <Fixed one={one} />}
          </div>
        ))}
      </div>
    </SettingsFrame>
  );
}

function Choosable({ one: { type, label, about, choice } }: { one: Schemas['Preference'] }) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Choice | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const saving = useRef(false);
  const latest = useRef<Choice>(choice);

  // Arrow keys choose everything on their way: one choice is sent at a time, and of those made meanwhile only the last.
  async function choose(value: Choice): Promise<void> {
    latest.current = value;
    setWanted(value);
    setFault(null);
    setSaved(false);
    if (saving.current) return;
    saving.current = true;
    const refusal = await save(value);
    saving.current = false;
    if (latest.current !== value) return choose(latest.current);
    setWanted(null);
    setSaved(!refusal);
    setFault(refusal);
    if (!refusal) announce(`Sparat. ${label}: ${choices.find((one) => one.value === value)!.label}`);
  }

  /** Why it could not be saved. Of the answer only this type's own part is news: another type's may be on its way. */
  async function save(value: Choice): Promise<string | null> {
    try {
      const answer = await chooseMail(type, value);
      await client.cancelQueries({ queryKey: preferencesQuery.queryKey });
      client.setQueryData(preferencesQuery.queryKey, (before) => before && withType(before, answer, type));
      return null;
    } catch (thrown) {
      return asProblem(thrown).title;
    }
  }

  return (
    <FieldGroup id={`avisering-${type}`} label={label} hint={about}>
      <div className="choices-row">
        {choices.map(({ value, label: name }, n) => {
          const id = n === 0 ? `avisering-${type}` : `avisering-${type}-${value}`;
          return (
            <div key={value} className="choice">
              <input id={id} type="radio" name={type} checked={(wanted ?? choice) === value} onChange={() => void choose(value)} />
              <label htmlFor={id}>{name}</label>
            </div>
          );
        })}
      </div>
      {saved && <p className="small soft">Sparat</p>}
      {fault && <Notice tone="danger" title={`Valet gick inte att spara. ${fault}`} live />}
    </FieldGroup>
  );
}

const withType = (before: Preferences, { types, undelivered }: Preferences, type: string): Preferences => ({
  types: before.types.map((one) => (one.type === type ? (types.find((found) => found.type === type) ?? one) : one)),
  undelivered,
});

function Fixed({ one: { label, about, why } }: { one: Schemas['Preference'] }) {
  return (
    <section className="group">
      <h2 className="legend">{label}</h2>
      <p className="hint">{about}</p>
      <p>
        <strong>Direkt.</strong> Går inte att stänga av. {why}
      </p>
    </section>
  );
}
