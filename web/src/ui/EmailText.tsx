import { Fragment } from 'react';

/** An e-mail address that breaks after "@" or before a dot where it must, rather than in the middle of a word. */
export function EmailText({ email }: { email: string }) {
  return email.split(/(?<=@)|(?=\.)/).map((part, n) => (
    <Fragment key={n}>
      {n > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
