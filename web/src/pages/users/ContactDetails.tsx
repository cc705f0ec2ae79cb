import type { User } from '../../api/users';
import { Unreached } from './Unreached';

/** How the user is reached, for who may not change it, and why not. */
export function ContactDetails({ user, why }: { user: User; why: string }) {
  const { email, phone, title } = user;
  return (
    <section className="card" aria-labelledby="kontaktuppgifter">
      <h2 id="kontaktuppgifter">Kontaktuppgifter</h2>
      <Unreached user={user} />
      <dl className="facts">
        <dt>E-post:</dt>
        <dd className="break">{email}</dd>
        <dt>Telefonnummer:</dt>
        <dd>{phone ?? '–'}</dd>
        <dt>Titel:</dt>
        <dd>{title || '–'}</dd>
      </dl>
      <p className="soft">{why}</p>
    </section>
  );
}
