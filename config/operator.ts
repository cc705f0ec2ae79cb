/** What the operator calls itself: names, phones and links of the manual (002 §Logga in, A6–A8, A34). One file to change for another operator. */
export const operator = {
  name: 'Omställningsfonden',
  productName: 'Mina sidor Arbetsgivare',
  address: '118 82 Stockholm',
  supportPhone: '08-452 79 98',
  mainPhone: '08 452 78 00',
  supportEmail: 'support@omstallningsfonden.se',
  senderEmail: 'admin@omstallningsfonden.se',
  orgNumber: '802012-0963',
  siteUrl: 'https://www.omstallningsfonden.se',
  links: [
    { label: 'Om Omställningsfonden', url: 'https://www.omstallningsfonden.se/om-oss' },
    { label: 'Kontakta oss', url: 'https://www.omstallningsfonden.se/kontakt' },
    { label: 'Nyhetsbrev', url: 'https://www.omstallningsfonden.se/nyhetsbrev' },
    { label: 'För specialister', url: 'https://www.omstallningsfonden.se/for-specialister' },
  ],
  social: [
    { label: 'Facebook', url: 'https://www.facebook.com/omstallningsfonden' },
    { label: 'LinkedIn', url: 'https://www.linkedin.com/company/omstallningsfonden' },
    { label: 'YouTube', url: 'https://www.youtube.com/omstallningsfonden' },
  ],
} as const;
