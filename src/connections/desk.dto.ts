import { companyRoles, type CompanyRole } from '../kernel/access.js';
import { Choice, Choices, Flag, Id, Instant, ListOf, Nested, RealDate, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';
import { ConnectionRequestView } from './connection-request.dto.js';
import { connectionRequestLifecycle } from './connection-request.lifecycle.js';
import { type NoticeWay, noticeWays } from './notice-way.js';

const NOTICE = 'Hur den sökande får besked: e-post från Mina sidor, e-post och sms, eller meddelad per telefon.';
const statuses = Object.keys(connectionRequestLifecycle.statuses);

export class DeskQuery extends PageQuery {
  @Choice({ description: 'Status; utan den visas de som väntar på någon.', of: statuses, optional: true })
  status?: string;
}

export class DeskRow {
  @Id({ description: 'Ansökans id.' })
  id: string;

  @Text({ description: 'Nummer.', max: 12, example: '9-2600001' })
  number: string;

  @Text({ description: 'Sökandens namn.', max: 200 })
  applicant: string;

  @Text({ description: 'Organisationsnumret som angavs.', max: 11 })
  orgNumber: string;

  @Text({ description: 'Regionens namn.', max: 80 })
  regionName: string;

  @Choice({ description: 'Status.', of: statuses })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Text({ description: 'Handläggaren; null när ingen har tagit ärendet.', max: 200, nullable: true })
  handler: string | null;

  @Instant({ description: 'När ansökan kom in.' })
  createdAt: string;
}

export class DeskPage {
  @ListOf(() => DeskRow, { description: 'Rader, äldst först.', max: 100 })
  rows: DeskRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}

/** What the board knows of the company that the application names. */
export class CompanyView {
  @Text({ description: 'Namn i Mina sidor eller i registret.', max: 200 })
  name: string;

  @Flag({ description: 'Finns företaget redan i Mina sidor?' })
  isConnected: boolean;

  @Flag({ description: 'Har företaget kollektivavtal?' })
  hasCollectiveAgreement: boolean;

  @Flag({ description: 'Har företaget någon företagsadministratör?' })
  hasAdministrator: boolean;
}

/** An application as the region's desk sees it. */
export class DeskView extends ConnectionRequestView {
  @Text({ description: 'Sökandens namn.', max: 200 })
  applicant: string;

  @Text({ description: 'Sökandens verifierade e-postadress.', max: 254 })
  email: string;

  @Text({ description: 'Sökandens verifierade mobilnummer.', max: 30, example: '070-174 06 05' })
  mobile: string;

  @Text({ description: 'Handläggaren; null när ingen har tagit ärendet.', max: 200, nullable: true })
  handler: string | null;

  @Nested(() => CompanyView, { description: 'Företaget; null när varken Mina sidor eller registret känner till det.', nullable: true })
  company: CompanyView | null;

  @Flag({ description: 'Har personen yrkesbevis eller dispens som gäller i dag?' })
  isQualified: boolean;

  @Flag({ description: 'Kan beskedet också skickas som sms?' })
  sms: boolean;
}

export class AskApplicant {
  @Text({ description: 'Frågan till den sökande.', min: 5, max: 2000, example: 'Vilken roll har du på företaget?' })
  question: string;
}

export class TransferRequest {
  @Text({ description: 'Den andra regionens kod.', min: 2, max: 30, pattern: /^[a-z_]+$/, example: 'vast' })
  regionCode: string;
}

export class RejectRequest {
  @Text({
    description: 'Motivering; den sökande får läsa den.',
    min: 10,
    max: 2000,
    example: 'Företaget har inte bekräftat anställningen.',
  })
  reason: string;

  @Choice({ description: NOTICE, of: noticeWays })
  notifiedVia: NoticeWay;
}

/** What makes somebody a supervisor (B8). */
export class Qualification {
  @Choice({ description: 'Yrkesbevis eller dispens.', of: ['yrkesbevis', 'dispens'] })
  kind: 'yrkesbevis' | 'dispens';

  @Text({ description: 'Yrke.', min: 2, max: 100, example: 'Träarbetare' })
  occupation: string;

  @Text({ description: 'Bevisets eller dispensens nummer.', min: 1, max: 40, example: 'YB-12345' })
  certificateNo: string;

  @RealDate({ description: 'Sista giltighetsdag; null utan slut.', nullable: true })
  validThrough: string | null;
}

/** The region connects the person with the company (K6). */
export class ConnectPerson {
  @Choices({ description: 'Rollerna som personen får.', of: companyRoles, min: 1, example: ['foretagsadministrator'] })
  roles: CompanyRole[];

  @Text({ description: 'Personens titel på företaget.', max: 100, example: 'Platschef' })
  title: string;

  @Flag({ description: 'Regionen har kontrollerat att företaget har kollektivavtal.' })
  agreementChecked: boolean;

  @Nested(() => Qualification, {
    description: 'Det som styrker handledarens behörighet, om det inte redan är registrerat.',
    optional: true,
  })
  qualification?: Qualification;

  @Choice({ description: NOTICE, of: noticeWays })
  notifiedVia: NoticeWay;
}
