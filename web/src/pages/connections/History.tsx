import type { Schemas } from '../../api/client';
import { momentText } from '../../text/dates';

const verbs: Readonly<Record<string, string>> = {
  apply: 'Ansökan kom in',
  take: 'Regionen tog ärendet',
  reveal: 'Regionen såg personnumret',
  transfer: 'Flyttad till en annan region',
  ask: 'Regionen frågade',
  answer: 'Den sökande svarade',
  connect: 'Kopplad till företaget',
  reject: 'Avslagen',
  withdraw: 'Återtagen',
  expire: 'Gick ut utan svar',
};

/** What has happened to an application, oldest first. */
export function History({ steps }: { steps: readonly Schemas['ConnectionStep'][] }) {
  return (
    <details>
      <summary>Vad som har hänt ({steps.length})</summary>
      <ol role="list" className="rows">
        {steps.map(({ at, verb, note }) => (
          <li key={`${at} ${verb}`}>
            <span>
              {verbs[verb] ?? verb}
              {note && `: ${note}`}
            </span>
            <span className="small soft num">{momentText(at)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
