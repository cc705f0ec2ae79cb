import { ListOf, Text } from '../kernel/fields.js';

export class RegionView {
  @Text({ description: 'Regionens kod.', max: 30, example: 'stockholm' })
  code: string;

  @Text({ description: 'Regionens namn.', max: 80, example: 'BYN Stockholm' })
  name: string;

  @Text({ description: 'E-post till regionen.', max: 254, example: 'stockholm@byn.example.se' })
  email: string;

  @Text({ description: 'Telefon till regionen.', max: 30, example: '08-121 21 21' })
  phone: string;
}

export class RegionList {
  @ListOf(() => RegionView, { description: 'Regionerna i bokstavsordning.', max: 100 })
  regions: RegionView[];
}
