import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { paths } from '../api.gen';
import { api, call, type Schemas } from './client';
import { queryClient } from './query-client';

/** What "Arbetsplatser och avdelningar" and the office's list of companies read. */

export type WorkplaceListQuery = NonNullable<paths['/api/v1/workplaces']['get']['parameters']['query']>;
export type Workplace = Schemas['WorkplaceView'];
export type Department = Schemas['DepartmentView'];
export type Company = Schemas['CompanyRowView'];

export const workplacesQuery = (query: WorkplaceListQuery) =>
  infiniteQueryOptions({
    queryKey: ['workplaces', query],
    queryFn: ({ pageParam }) =>
      call(() => api.GET('/api/v1/workplaces', { params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await call(() => api.GET('/api/v1/departments'))).departments,
});

export const companiesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['companies', q],
    staleTime: 0,
    queryFn: ({ pageParam }) =>
      call(() =>
        api.GET('/api/v1/admin/companies', { params: { query: { ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

/** Lets both lists be read anew: what changes one of them shows in the other. */
export async function readCompanyAnew(): Promise<void> {
  await Promise.all(['workplaces', 'departments'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}
