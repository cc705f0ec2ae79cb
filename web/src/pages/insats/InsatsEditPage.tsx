import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { insatsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { InsatsEditor } from './InsatsEditor';
import { ActionLink, NotDraft } from '../NotDraft';

/** "Anmälan om insats": the form of a draft; something already sent in says so instead. */
export function InsatsEditPage() {
  const { id } = useParams({ from: '/arbetsgivare/insatser/$id/redigera' });
  const insats = useSuspenseQuery(insatsQuery(id)).data;
  return (
    <>
      <PageHead
        title="Anmälan om insats"
        caseNumber={insats.number}
        crumbs={[{ label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period: insats.period } } }, { label: 'Anmälan om insats' }]}
        status={{ status: insats.status, label: insats.statusLabel }}
        lead="Ansökan sparas medan du skriver. Du kan lämna sidan och fortsätta senare."
      />
      <div className="content">
        {insats.status === 'utkast' ? (
          <InsatsEditor key={id} insats={insats} />
        ) : (
          <NotDraft text={`Ansökan är inskickad och har nummer ${insats.number}. Den går inte längre att ändra.`}>
            <ActionLink to="/insatser/$id" params={{ id }}>
              Visa insatsen
            </ActionLink>
          </NotDraft>
        )}
      </div>
    </>
  );
}
