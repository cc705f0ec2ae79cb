import { useSuspenseQuery } from '@tanstack/react-query';
import { companyQuery } from './company-queries';

/** Who answers questions: the company's BYN region. */
export function RegionContact() {
  const { region } = useSuspenseQuery(companyQuery).data;
  if (!region) return <p>Har ni frågor? Kontakta er BYN-region.</p>;
  return (
    <p>
      Har ni frågor? {region.name} svarar på telefon <a href={`tel:${region.phone.replaceAll(/[^\d+]/g, '')}`}>{region.phone}</a> och på{' '}
      <a href={`mailto:${region.email}`}>{region.email}</a>.
    </p>
  );
}
