import { Download } from 'lucide-react';
import { api, call, command } from '../../api/client';
import { useCommand } from '../../forms/useCommand';
import { today } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import type { UsersSearch } from './users-search';

/** Saves the list as it is shown, as a file for Excel. */
export function UserExport({ search }: { search: UsersSearch }) {
  return (
    <>
      <ExportButton format="csv" label="Exportera CSV" search={search} />
      <ExportButton format="xlsx" label="Exportera Excel" search={search} />
    </>
  );
}

function ExportButton({
  format,
  label,
  search: { sort, order, ...filter },
}: {
  format: 'csv' | 'xlsx';
  label: string;
  search: UsersSearch;
}) {
  const body = { format, ...filter, ...(sort ? { sort, order: order ?? 'asc' } : {}) };
  const { busy, problem, run } = useCommand(
    (key) => call<Blob>(() => api.POST('/api/v1/user-exports', { params: { header: command(key) }, body, parseAs: 'blob' })),
    (file) => {
      save(file, `anvandare-${today()}.${format}`);
      announce('Filen är hämtad');
    },
  );
  return (
    <>
      <Button look="secondary" icon={<Download aria-hidden size={18} />} busy={busy} onClick={() => void run()}>
        {label}
      </Button>
      {problem && <Notice tone="danger" title={problem.title} live />}
    </>
  );
}

/** Hands a file to the browser's downloads. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
