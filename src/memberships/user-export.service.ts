import { Injectable } from '@nestjs/common';
import writeXlsx from 'write-excel-file/node';
import type { Actor } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import type { UserExport } from './user-edit.dto.js';
import { UserPages } from './user-pages.service.js';
import type { ExportedUser, PermissionBadge } from './users.dto.js';

/** A file to save. */
export interface UserFile {
  name: string;
  type: string;
  content: Buffer;
}

const headings = ['Namn', 'E-post', 'Telefonnummer', 'Titel', 'Behörigheter', 'Status'];
const WIDTHS = [28, 36, 20, 28, 48, 12];
export const CSV_TYPE = 'text/csv; charset=utf-8';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The list of users as a file, for those who may administer them (§1). Each time somebody takes it is in the audit trail. */
@Injectable()
export class UserExports {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly pages: UserPages,
  ) {}

  /** CSV for Excel (semicolon, BOM) or Excel's own format, of the same users as the list shows, in its order. */
  async make(actor: Actor, { format, ...wanted }: UserExport): Promise<UserFile> {
    const day = await this.db.anew(actor, async (tx) => {
      const subject = { subjectType: 'organization', subjectId: actor.organizationId! };
      await this.events.append(tx, { organizationId: actor.organizationId!, verb: 'users.export', ...subject, facts: { format } });
      return stockholmDate(tx.now);
    });
    const rows = (await this.pages.all(actor, wanted)).map(cells);
    const name = `anvandare-${day}.${format}`;
    return format === 'csv' ? { name, type: CSV_TYPE, content: csv(rows) } : { name, type: XLSX_TYPE, content: await xlsx(rows) };
  }
}

const cells = ({ name, email, phone, title, permissions, statusLabel }: ExportedUser): string[] => [
  name,
  email,
  phone ?? '',
  title,
  permissions.map(permissionText).join(', '),
  statusLabel,
];

function permissionText({ label, department, state, validFrom, validThrough, substituteFor }: PermissionBadge): string {
  const about = [
    department ?? '',
    substituteFor ? `vikarie för ${substituteFor}` : '',
    state === 'coming' ? `från ${validFrom}` : '',
    validThrough ? `till och med ${validThrough}` : '',
  ].filter(Boolean);
  return about.length ? `${label} (${about.join(', ')})` : label;
}

/** A cell of a CSV that a spreadsheet would take for a formula gets an apostrophe before it; also "+46-8-121", which Excel works out. */
const harmless = (text: string): string => (/^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csv = (rows: string[][]): Buffer =>
  Buffer.from(`\ufeff${[headings, ...rows].map((row) => row.map((text) => quoted(harmless(text))).join(';')).join('\r\n')}\r\n`);

/** Every cell is typed as text, so nothing in it is ever calculated and each stands as it was written. */
function xlsx(rows: string[][]): Promise<Buffer> {
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((text) => ({ value: text, type: String })));
  const columns = WIDTHS.map((width) => ({ width }));
  return writeXlsx([head, ...body], { sheet: 'Användare', columns, stickyRowsCount: 1 }).toBuffer();
}
