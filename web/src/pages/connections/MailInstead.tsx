import { useSuspenseQuery } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { operatorQuery } from '../../api/queries';
import { regionsQuery } from './connection-queries';
import { companyRoles } from './roles';

/** The prepared letter of old (B15), for when the portal does not answer: nothing of what was written is lost. */
export function MailInstead({ form }: { form: Schemas['ApplyForConnection'] }) {
  const { regions } = useSuspenseQuery(regionsQuery).data;
  const operator = useSuspenseQuery(operatorQuery).data;
  const region = regions.find(({ code }) => code === form.regionCode);
  const roles = companyRoles.filter(({ value }) => form.wantedRoles.includes(value)).map(({ label }) => label);
  const letter = [
    'Jag vill bli kopplad till ett företag.',
    '',
    `BYN-region: ${region?.name ?? form.regionCode}`,
    `Organisationsnummer: ${form.orgNumber}`,
    `Roller: ${roles.join(', ')}`,
    ...(form.message ? ['', form.message] : []),
  ];
  const fields = `subject=${encodeURIComponent('Koppla företag')}&body=${encodeURIComponent(letter.join('\r\n'))}`;
  return (
    <p>
      Du kan också <a href={`mailto:${region?.email ?? operator.supportEmail}?${fields}`}>skicka ansökan med e-post</a>. Meddelandet är
      färdigt att skicka.
    </p>
  );
}
