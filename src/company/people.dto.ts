import { Choice, Choices, Email, Flag, Id, Phone, Text } from '../kernel/fields.js';
import { deliveries, type DeliveryState } from '../notifications/index.js';
import { type GivenAtOnce, givenAtOnce } from './people.policy.js';

/** Somebody whom a company's administrator adds directly (000, B9). */
export class NewPerson {
  @Text({ description: 'Personnummer eller samordningsnummer, tio eller tolv siffror.', min: 10, max: 15, example: '19900101-2391' })
  personalNumber: string;

  @Text({ description: 'För- och efternamn.', min: 2, max: 120, example: 'Yngve Yrkesutbildning' })
  name: string;

  @Email({ description: 'E-postadress.', example: 'yngve@bygg.example.se' })
  email: string;

  @Phone({ description: 'Mobilnummer.', example: '070-174 06 05' })
  mobile: string;

  @Text({ description: 'Titel.', max: 100, example: 'Personalchef' })
  title: string;

  @Text({ description: 'Rollbeskrivning: vad personen gör på företaget.', max: 500, example: 'Leder stomlaget i Åkersberga.' })
  roleDescription: string;

  @Choices({ description: 'Roller; utan dem är personen användare och får dem senare.', of: givenAtOnce, example: ['handledare'] })
  roles: GivenAtOnce[];
}

/** The same whether the person was known before or not. */
export class AddedPerson {
  @Id({ description: 'Användarens id i företaget.' })
  id: string;

  @Text({ description: 'Namnet som angavs.', max: 120 })
  name: string;
}

/** What a company knows of one of its people besides what every organisation knows. */
export class CompanyPerson {
  @Id({ description: 'Användarens id i företaget.' })
  id: string;

  @Text({ description: 'Personnummer utan de fyra sista siffrorna.', max: 13, nullable: true, example: '19900101-****' })
  personalNumber: string | null;

  @Text({ description: 'Rollbeskrivning.', max: 500 })
  roleDescription: string;

  @Flag({ description: 'Har personen loggat in för företaget? Fram till dess visas namnet som administratören angav.' })
  hasCome: boolean;

  @Flag({
    description:
      'Har personen själv verifierat e-postadressen, med en kod eller genom länken i sin inbjudan hit? Sägs inte om den någon annan har skrivit sedan dess.',
  })
  emailVerified: boolean;

  @Choice({
    description:
      'E-postmeddelandet om att personen är tillagd: på väg, överlämnat till mottagarens e-postserver, nekat av den för gott, eller gick inte att skicka. Sägs bara om adressen som står nu.',
    of: deliveries,
    nullable: true,
  })
  letter: DeliveryState | null;

  @Flag({ description: 'Har personen själv verifierat mobilnumret? Sägs bara om det som personen kom med.' })
  mobileVerified: boolean;
}
