import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { useSubmission } from '../../forms/useSubmission';
import { PageHead } from '../../shell/PageHead';
import { momentText } from '../../text/dates';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { RevealNumber } from '../company/RevealNumber';
import { deskRequestQuery } from '../connections/connection-queries';
import { History } from '../connections/History';
import { ConnectForm } from './ConnectForm';
import { DeskActions } from './DeskActions';

/** One application on the region's desk: who, which company, and what to do (K2–K7). */
export function DeskRequestPage() {
  const { id } = useParams({ from: '/regionen/$id' });
  const request = useSuspenseQuery(deskRequestQuery(id)).data;
  const navigate = useNavigate();
  const [done, setDone] = useState<string | null>(null);
  const again = async (said: string) => {
    await queryClient.invalidateQueries({ queryKey: ['connections'] });
    setDone(said);
  };
  const can = (name: string) => request.actions.find((action) => action.name === name);
  const taking = useSubmission(
    (key) => call(() => api.POST('/api/v1/admin/connection-requests/{id}/taking', { params: { path: { id }, header: command(key) } })),
    () => again('Du har tagit ärendet.'),
  );
  const take = can('take');
  const barred = request.actions.find(({ why }) => why === 'connections/own-request' || why === 'connections/conflict-of-interest');
  return (
    <>
      <PageHead
        title={`Ansökan ${request.number}`}
        caseNumber={request.number}
        status={{ status: request.status, label: request.statusLabel }}
        lead={`${request.applicant} vill kopplas till ${request.company?.name ?? request.orgNumber}.`}
      />
      <div className="content">
        {done && <Notice tone="success" title={done} live />}
        {taking.problem && <Notice tone="danger" title={taking.problem.title} live />}
        <div className="columns">
          <Applicant request={request} />
          <Company request={request} />
        </div>
        {take?.allowed && (
          <p className="actions">
            <Button busy={taking.busy} onClick={() => void taking.submit()}>
              {take.label}
            </Button>
          </p>
        )}
        {barred && <Notice tone="info" title={barred.whyText ?? ''} />}
        {can('connect')?.allowed && <ConnectForm request={request} onDone={() => again('Personen är kopplad till företaget.')} />}
        <DeskActions request={request} onDone={again} onGone={() => navigate({ to: '/regionen' })} />
        <section className="card" aria-label="Historik">
          <History steps={request.history} />
        </section>
      </div>
    </>
  );
}

function Applicant({ request }: { request: Schemas['DeskView'] }) {
  return (
    <section className="card" aria-labelledby="sokande">
      <h2 id="sokande">Sökande</h2>
      <dl className="facts">
        <Fact name="Namn" value={request.applicant} />
        <Fact name="E-post" value={request.email} />
        <Fact name="Mobil" value={request.mobile} />
        <Fact name="Önskade roller" value={request.wantedRoles.map(({ label }) => label).join(', ')} />
        <Fact
          name="Handledare"
          value={request.isQualified ? 'Har yrkesbevis eller dispens' : 'Inget yrkesbevis eller dispens registrerat'}
        />
        <Fact name="Kom in" value={momentText(request.createdAt)} />
        {request.message && <Fact name="Meddelande" value={request.message} />}
        <Fact name="Handläggare" value={request.handler ?? 'Ingen än'} />
      </dl>
      <h3>Personnummer</h3>
      <RevealNumber
        masked={null}
        send={(reason, key) =>
          call(() =>
            api.POST('/api/v1/admin/connection-requests/{id}/personal-number', {
              params: { path: { id: request.id }, header: command(key) },
              body: { reason },
            }),
          )
        }
      />
    </section>
  );
}

function Company({ request: { company, orgNumber } }: { request: Schemas['DeskView'] }) {
  return (
    <section className="card" aria-labelledby="foretag">
      <h2 id="foretag">Företag</h2>
      <dl className="facts">
        <Fact name="Organisationsnummer" value={orgNumber} />
        {company && <Fact name="Namn" value={company.name} />}
        {company && <Fact name="På Mina sidor" value={company.isConnected ? 'Ja' : 'Nej, skapas när personen kopplas'} />}
        {company && <Fact name="Kollektivavtal" value={company.hasCollectiveAgreement ? 'Ja' : 'Inte registrerat'} />}
        {company && <Fact name="Företagsadministratör" value={company.hasAdministrator ? 'Finns' : 'Saknas'} />}
      </dl>
      {!company && (
        <Notice tone="warning" title="Företaget finns varken på Mina sidor eller i registret.">
          Kansliet behöver läsa in det innan personen kan kopplas.
        </Notice>
      )}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}:</dt>
      <dd>{value}</dd>
    </>
  );
}
