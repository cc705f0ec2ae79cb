/** The five roles of a company, in the source's words (000). */
export const companyRoles = [
  {
    value: 'foretagsadministrator',
    label: 'Företagsadministratör',
    hint: 'Lägger till, ändrar och tar bort användare och uppgifter om företaget.',
  },
  {
    value: 'bestallningsgodkannare',
    label: 'Beställningsgodkännare',
    hint: 'Godkänner beställningar av distansutbildningar, med betalningsansvar.',
  },
  {
    value: 'yrkesutbildningsansvarig',
    label: 'Yrkesutbildningsansvarig',
    hint: 'Utser handledare, kopplar lärlingar till handledare och ser alla e-böcker.',
  },
  { value: 'handledare', label: 'Handledare', hint: 'Kräver yrkesbevis eller handledardispens.' },
] as const;
export type CompanyRole = (typeof companyRoles)[number]['value'];
