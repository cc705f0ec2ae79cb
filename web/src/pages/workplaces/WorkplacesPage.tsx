import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { isSignedIn, useSession } from '../../api/session';
import { departmentsQuery, workplacesQuery } from '../../api/workplace-queries';
import { PageHead } from '../../shell/PageHead';
import { Notice } from '../../ui/Notice';
import { DepartmentList } from './DepartmentList';
import { WorkplaceList } from './WorkplaceList';
import { askedOf } from './workplaces-search';
import '../../styles/users.css';
import '../../styles/workplaces.css';

const TITLE = 'Arbetsplatser och avdelningar';

/** "Arbetsplatser och avdelningar" (F16): where the company's apprentices are, and how the company is divided when it has departments. */
export function WorkplacesPage() {
  const search = useSearch({ from: '/arbetsgivare/arbetsplatser' });
  const session = useSession();
  const result = useInfiniteQuery({ ...workplacesQuery(askedOf(search)), placeholderData: keepPreviousData });
  const enabled = result.data?.pages[0]?.departmentsEnabled ?? false;
  const departments = useQuery({ ...departmentsQuery, enabled }).data ?? [];
  const managesAll = isSignedIn(session) && session.context.permissions.includes('departments:manage');
  const open = departments.filter(({ active }) => active);
  return (
    <>
      <PageHead
        title={TITLE}
        crumbs={[{ label: TITLE }]}
        lead={managesAll ? 'Här ser du hela företaget.' : 'Här ser du avdelningarna som du administrerar, och deras arbetsplatser.'}
      />
      <div className="content">
        <WorkplaceList result={result} search={search} departments={enabled ? open : null} bound={!managesAll} />
        {enabled && <DepartmentList departments={departments} managesAll={managesAll} />}
        {result.data && !enabled && (
          <Notice tone="info" title="Företaget har inga avdelningar.">
            <p>
              BYN-kansliet kan aktivera avdelningar. Då kan arbetsplatserna höra till en eller flera avdelningar, med egna administratörer.
            </p>
          </Notice>
        )}
      </div>
    </>
  );
}
