import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api, call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { refreshSession } from '../../api/session';
import { returned, takeTill } from '../../auth/oidc-return';
import { PageHead } from '../../shell/PageHead';
import { SupportLink } from '../../shell/SupportLink';
import { safePath } from '../../site-guard';
import { Notice } from '../../ui/Notice';

/** Where the operator's issuer sends the browser back: finishes the log-in, or tells why it came to nothing. */
export function OidcReturnPage() {
  const navigate = useNavigate();
  const asked = useRef(false);
  const [fault, setFault] = useState<string | null>(returned ? null : 'Inloggningen finns inte längre. Börja om.');
  useEffect(() => {
    if (!returned || asked.current) return;
    asked.current = true;
    const finish = async () => {
      const { next } = await call(() => api.POST('/api/v1/auth/oidc/completion', { body: { parameters: returned } }));
      await refreshSession();
      await navigate({ href: safePath(takeTill() ?? next), replace: true });
    };
    finish().catch((thrown: unknown) => setFault(asProblem(thrown).title));
  }, [navigate]);
  return (
    <>
      <PageHead title={fault ? 'Inloggningen gick inte igenom' : 'Du loggas in'} />
      <div className="content prose">
        {fault ? (
          <>
            <Notice tone="danger" title={fault} live />
            <p className="actions">
              <Link className="button primary" to="/">
                Till inloggningen
              </Link>
              <SupportLink className="button secondary" />
            </p>
          </>
        ) : (
          <p role="status">Vänta medan vi kontrollerar svaret …</p>
        )}
      </div>
    </>
  );
}
