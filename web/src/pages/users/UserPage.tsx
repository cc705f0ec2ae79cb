import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { adoptUser, type User, userQuery } from '../../api/users';
import { useMay } from '../../api/session';
import { queryClient } from '../../api/query-client';
import { PageHead } from '../../shell/PageHead';
import { ContactDetails } from './ContactDetails';
import { ContactForm } from './ContactForm';
import { OpenWork } from './OpenWork';
import { PermissionForm } from './PermissionForm';
import { Substitute } from './Substitute';
import { UserHistory } from './UserHistory';
import { UserStatus } from './UserStatus';
import '../../styles/users.css';

const PersonCard = lazy(() => import('./PersonCard').then((file) => ({ default: file.PersonCard })));

/** What the parts of the page share: the version they were drawn from, and what to do with a newer one. */
export interface Drawn {
  user: User;
  /** Only one's own saves and "Hämta på nytt" move it on: what somebody else has saved is never overwritten unseen. */
  version: number;
  adopt: (user: User) => Promise<void>;
  reload: () => Promise<void>;
}

/** One user: contact details, permissions, substitute, status and history (A24). */
export function UserPage() {
  const { id } = useParams({ from: '/arbetsgivare/anvandare/$id' });
  const user = useSuspenseQuery(userQuery(id)).data;
  const [at, setAt] = useState({ version: user.version, round: 0 });
  const drawn: Drawn = {
    user,
    version: at.version,
    adopt: async (next) => {
      setAt(({ round }) => ({ version: next.version, round }));
      await adoptUser(next);
    },
    reload: async () => {
      const { version } = await queryClient.fetchQuery({ ...userQuery(id), staleTime: 0 });
      setAt(({ round }) => ({ version, round: round + 1 }));
    },
  };
  const open = user.status !== 'ended';
  const may = useMay();
  const edit = user.actions.find(({ name }) => name === 'edit');
  const mayEdit = edit?.allowed === true;
  return (
    <>
      <PageHead
        title={user.name}
        crumbs={[{ label: 'Administrera användare', link: { to: '/anvandare', activeOptions: { exact: true } } }, { label: user.name }]}
        status={{ status: user.status, label: user.statusLabel }}
        lead={`${user.isSelf ? 'Det här är du. ' : ''}Användare sedan ${user.memberSince}.`}
      />
      <div className="content form-column" key={at.round}>
        {may('people:manage') && (
          <Suspense fallback={<p role="status">Hämtar …</p>}>
            <PersonCard {...drawn} />
          </Suspense>
        )}
        {open && mayEdit && <ContactForm {...drawn} />}
        {open && !mayEdit && <ContactDetails user={user} why={edit?.whyText ?? ''} />}
        {open && <PermissionForm {...drawn} />}
        {open && mayEdit && <Substitute {...drawn} />}
        {may('users:handover') && <OpenWork user={user} />}
        {mayEdit && <UserStatus {...drawn} />}
        {may('audit:read') && <UserHistory user={user} />}
      </div>
    </>
  );
}
