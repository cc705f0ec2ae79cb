import { Link } from '@tanstack/react-router';

/** The mark "Om" and the name of the service; leads home (A9). */
export function Logo({ operator, product }: { operator: string; product: string }) {
  return (
    <Link to="/" activeOptions={{ exact: true }} className="logo" aria-label={`${operator}, ${product}, till startsidan`}>
      <svg viewBox="0 0 52 32" width="52" height="32" aria-hidden className="logo-mark">
        <rect width="52" height="32" rx="7" />
        <circle cx="16.5" cy="16" r="6.6" />
        <path d="M28 22.5v-8.2a3.9 3.9 0 0 1 7.8 0v8.2m0-8.2a3.9 3.9 0 0 1 7.8 0v8.2" />
      </svg>
      <span className="logo-text">{product}</span>
    </Link>
  );
}
