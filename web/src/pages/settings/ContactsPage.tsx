import { useSuspenseQuery } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { contactPointsQuery } from '../../api/queries';
import { ContactCard } from './ContactCard';
import type { ContactKind } from './contact-words';
import { LanguageCard } from './LanguageCard';
import { OwnPermissions } from './OwnPermissions';
import { SettingsFrame } from './SettingsFrame';

const LOOK_AGAIN_MS = 3_000;

/** "Kontaktuppgifter" (B9, B11, B12): how the person is reached in his or her own name, and in which language. */
export function ContactsPage() {
  const query = useSuspenseQuery({
    ...contactPointsQuery,
    // Only while a code is on its way: afterwards nothing changes by itself.
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
  });
  const { data: points, dataUpdatedAt: since } = query;
  const card = (kind: ContactKind, available: boolean) => (
    <ContactCard
      kind={kind}
      verified={points[kind]}
      pending={points.pending.findLast((one) => one.kind === kind) ?? null}
      available={available}
      since={since}
      onChanged={() => query.refetch()}
    />
  );
  return (
    <SettingsFrame title="Kontaktuppgifter">
      <div className="stack form-column">
        <p>Adressen och numret här är dina egna. De uppgifter som en organisation har om dig ändras hos organisationen.</p>
        {card('email', true)}
        {card('mobile', points.sms)}
        <OwnPermissions />
        <LanguageCard language={points.language} onChanged={() => query.refetch()} />
      </div>
    </SettingsFrame>
  );
}

const isUnderWay = ({ pending }: Schemas['ContactPoints']): boolean =>
  pending.some(
    ({ kind, delivery, expiresIn }) =>
      expiresIn > 0 && (['waiting', 'delayed'].includes(delivery) || (kind === 'mobile' && delivery === 'sent')),
  );
