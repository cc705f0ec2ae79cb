import { queryOptions } from '@tanstack/react-query';
import { api, call } from '../../api/client';

/** What a building company reads of itself. */
export const companyQuery = queryOptions({
  queryKey: ['company'],
  staleTime: 300_000,
  queryFn: () => call(() => api.GET('/api/v1/company')),
});
export const onboardingQuery = queryOptions({
  queryKey: ['company', 'onboarding'],
  staleTime: 0,
  queryFn: () => call(() => api.GET('/api/v1/company/onboarding')),
});
export const companyPersonQuery = (id: string) =>
  queryOptions({
    queryKey: ['user', id, 'person'],
    staleTime: 0,
    queryFn: () => call(() => api.GET('/api/v1/company/people/{id}', { params: { path: { id } } })),
  });
