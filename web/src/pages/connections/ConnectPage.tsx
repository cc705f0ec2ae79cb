import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contactPointsQuery } from '../../api/queries';
import { Notice } from '../../ui/Notice';
import { SettingsFrame } from '../settings/SettingsFrame';
import { ApplyForm } from './ApplyForm';
import { ConnectionCard } from './ConnectionCard';
import { ContactsFirst } from './ContactsFirst';
import { myConnectionsQuery } from './connection-queries';

/** "Koppla företag" (B13–B18): the person's applications, and a new one as soon as the region can reach the person. */
export function ConnectPage() {
  const { rows } = useSuspenseQuery(myConnectionsQuery).data;
  const { email, mobile, sms } = useSuspenseQuery(contactPointsQuery).data;
  const [sent, setSent] = useState<string | null>(null);
  return (
    <SettingsFrame title="Koppla företag">
      <p className="prose">
        Arbetar du på ett byggföretag? Välj din BYN-region och ange företagets organisationsnummer. Regionen kopplar dig till företaget och
        hör av sig när det är klart.
      </p>
      {!(email && mobile) && <ContactsFirst email={email} mobile={mobile} sms={sms} />}
      {sent && (
        <Notice tone="success" title={`Din ansökan ${sent} är skickad.`} live>
          <p>En kvittens kommer med e-post. Du ser alltid hur det går på den här sidan.</p>
        </Notice>
      )}
      {rows.length > 0 && (
        <section className="stack" aria-labelledby="mina-ansokningar">
          <h2 id="mina-ansokningar">Mina ansökningar</h2>
          {rows.map((row) => (
            <ConnectionCard key={row.id} request={row} />
          ))}
        </section>
      )}
      {email && mobile && <ApplyForm email={email.value} mobile={mobile.value} onSent={setSent} />}
    </SettingsFrame>
  );
}
