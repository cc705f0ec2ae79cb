import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { operatorQuery } from '../api/queries';

/** Who runs the service, and the links the manual and the law ask for (A7, A8). */
export function Footer() {
  const operator = useSuspenseQuery(operatorQuery).data;
  return (
    <footer className="footer">
      <div className="footer-row">
        <address>
          <strong>{operator.name}</strong>
          <span>{operator.address}</span>
          <span>
            Telefon: <a href={`tel:+46${operator.supportPhone.replace(/\D/g, '').slice(1)}`}>{operator.supportPhone}</a>
          </span>
          <span>Org-nr: {operator.orgNumber}</span>
        </address>
        <nav aria-label="Om webbplatsen">
          <ul role="list">
            {operator.links.map((link) => (
              <li key={link.url}>
                <a href={link.url}>{link.label}</a>
              </li>
            ))}
          </ul>
          <ul role="list">
            <li>
              <Link to="/integritetspolicy">Integritetspolicy</Link>
            </li>
            <li>
              <Link to="/tillganglighet">Tillgänglighetsredogörelse</Link>
            </li>
            <li>
              <Link to="/kakor">Kakor</Link>
            </li>
          </ul>
          <ul role="list">
            {operator.social.map((link) => (
              <li key={link.url}>
                <a href={link.url}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
