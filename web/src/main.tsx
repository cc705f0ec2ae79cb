import '@midas-ds/theme/variables.css';
import './styles/index.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/problem';
import { queryClient } from './api/query-client';
import { router } from './router';

// A Problem is shown as a page of its own; only what nobody foresaw belongs in the console.
const onCaughtError = (thrown: unknown) => void (thrown instanceof Problem || console.error(thrown));

createRoot(document.getElementById('root')!, { onCaughtError }).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
