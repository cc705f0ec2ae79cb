import { ListOf, Text, Whole } from '../kernel/fields.js';
import { InvitedRoleView } from './invitation.dto.js';

export class InvitationFile {
  @Text({ description: 'Filens innehåll: CSV med semikolon, komma eller tabb och rubriker på svenska.', min: 1, max: 200_000 })
  csv: string;
}

export class RowFault {
  @Text({ description: 'Kolumnens rubrik.', max: 60, example: 'E-post' })
  column: string;

  @Text({ description: 'Vad som är fel.', max: 300 })
  message: string;
}

export class FileRow {
  @Whole({ description: 'Radens nummer i filen, rubrikraden är 1.', min: 1, max: 1_000_000 })
  line: number;

  @Text({ description: 'E-postadress, som den står i filen.', max: 400 })
  email: string;

  @Text({ description: 'Namn, som det står i filen.', max: 400 })
  name: string;

  @ListOf(() => InvitedRoleView, { description: 'Behörigheter.', max: 20 })
  roles: InvitedRoleView[];

  @ListOf(() => RowFault, { description: 'Allt som är fel i raden; tom när den kan skickas.', max: 30 })
  faults: RowFault[];
}

/** What a file would do, row by row, before anything is sent. */
export class FilePreview {
  @ListOf(() => FileRow, { description: 'Filens rader.', max: 200 })
  rows: FileRow[];

  @Whole({ description: 'Antal rader som kan skickas.', min: 0, max: 200 })
  good: number;

  @Whole({ description: 'Hur många inbjudningar organisationen kan skicka i dag.', min: 0, max: 50 })
  leftToday: number;
}

export class BatchSent {
  @Whole({ description: 'Antal skickade inbjudningar.', min: 0, max: 200 })
  sent: number;

  @Whole({ description: 'Antal rader som hoppades över.', min: 0, max: 200 })
  skipped: number;

  @ListOf(() => FileRow, { description: 'Raderna som hoppades över, med skälen.', max: 200 })
  rows: FileRow[];
}
