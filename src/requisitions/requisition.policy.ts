import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { kronor, sumOre } from '../kernel/money.js';
import type { FieldError } from '../kernel/problem.js';
import { payeeFault } from './payee.js';
import { CompleteContact } from './requisition.dto.js';
import type { Requisition } from './requisition.entity.js';

/** What the form still lacks before it may be submitted (A74–A80, §9.3, §9.5), in the order of the form. */
export function missing(requisition: Requisition, bearsVat: boolean, requisitionable: number): FieldError[] {
  const errors: FieldError[] = [];
  const need = (ok: boolean, path: string, message: string, code = 'required') => void (ok || errors.push({ path, code, message }));
  need(requisition.lines.length > 0, 'lines', 'Lägg till minst en kostnad.');
  requisition.lines.forEach((line, n) => {
    need(line.description.trim().length > 0, `lines.${n}.description`, 'Beskriv kostnaden.');
    need(line.netOre > 0, `lines.${n}.netOre`, 'Ange ett belopp.');
    need(
      bearsVat || line.vatOre === 0,
      `lines.${n}.vatOre`,
      'Rekvireringen ska vara exklusive moms. Moms ersätts bara när ni bekostar den själva.',
      'vat',
    );
  });
  const excess = requisition.claimedOre - requisitionable;
  need(
    excess <= 0,
    'lines',
    `Summan är ${kronor(excess)} större än det som är möjligt att rekvirera, ${kronor(requisitionable)}.`,
    'over-requisitionable',
  );
  need(requisition.payeeSystem !== null, 'payeeSystem', 'Välj betalningssystem.');
  if (requisition.payeeSystem) {
    const fault = payeeFault(requisition.payeeSystem, requisition.payeeNumber);
    need(fault === null, 'payeeNumber', fault ?? '', 'payee');
  }
  const { contactName, contactPhone, contactEmail } = requisition;
  for (const fault of validateSync(plainToInstance(CompleteContact, { contactName, contactPhone, contactEmail })))
    need(
      false,
      fault.property,
      Object.values(fault.constraints ?? {})[0] ?? 'Fyll i fältet.',
      requisition[fault.property as 'contactName'] ? 'invalid' : 'required',
    );
  need(requisition.isFinal !== null, 'isFinal', 'Välj om det är en slutrekvirering.');
  return errors;
}

/** The sums of the lines in öre. */
export function totals(lines: readonly { netOre: number; vatOre: number }[]): {
  claimedNetOre: number;
  claimedVatOre: number;
  claimedOre: number;
} {
  const claimedNetOre = sumOre(lines.map((line) => line.netOre));
  const claimedVatOre = sumOre(lines.map((line) => line.vatOre));
  return { claimedNetOre, claimedVatOre, claimedOre: sumOre([claimedNetOre, claimedVatOre]) };
}
