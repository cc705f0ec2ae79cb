import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { userQuery } from '../../api/users';
import { useMay } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { dayText } from '../../text/dates';
import { ContactDetails } from './ContactDetails';
import { ContactForm } from './ContactForm';
import { OpenWork } from './OpenWork';
import { PermissionForm } from './PermissionForm';
import { Substitute } from './Substitute';
import { UserHistory } from './UserHistory';
import { useCards } from './useCards';
import { UserStatus } from './UserStatus';
import '../../styles/users.css';

const PersonCard = lazy(() => import('./PersonCard').then((file) => ({ default: file.PersonCard })));

/** One user: contact details, permissions, substitute, status and history (A24). */
export function UserPage() {
  const { id } = useParams({ from: '/arbetsgivare/anvandare/$id' });
  const user = useSuspenseQuery(userQuery(id)).data;
  const { person, contact, permissions, substitute, status } = useCards(user);
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
        lead={`${user.isSelf ? 'Det här är du. ' : ''}Användare sedan den ${dayText(user.memberSince)}.`}
      />
      <div className="content form-column">
        {may('people:manage') && (
          <Suspense fallback={<p role="status">Hämtar …</p>}>
            <PersonCard key={person.key} {...person.drawn} />
          </Suspense>
        )}
        {open && mayEdit && <ContactForm key={contact.key} {...contact.drawn} />}
        {open && !mayEdit && <ContactDetails user={user} why={edit?.whyText ?? ''} />}
        {open && <PermissionForm key={permissions.key} {...permissions.drawn} />}
        {open && mayEdit && <Substitute key={substitute.key} {...substitute.drawn} />}
        {may('users:handover') && <OpenWork user={user} />}
        {mayEdit && <UserStatus key={status.key} {...status.drawn} />}
        {may('audit:read') && <UserHistory user={user} />}
      </div>
    </>
  );
}
