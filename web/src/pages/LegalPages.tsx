import { useSuspenseQuery } from '@tanstack/react-query';
import { operatorQuery } from '../api/queries';
import { PageHead } from '../shell/PageHead';
import { SupportLink } from '../shell/SupportLink';

/** The accessibility statement that the law on digital public service asks for (§5.1). */
export function AccessibilityPage() {
  const operator = useSuspenseQuery(operatorQuery).data;
  return (
    <>
      <PageHead title="Tillgänglighetsredogörelse" />
      <div className="content prose">
        <p>
          {operator.name} står bakom {operator.productName}. Vi vill att så många som möjligt ska kunna använda tjänsten. Här beskriver vi
          hur den uppfyller lagen om tillgänglighet till digital offentlig service, kända brister och hur du kan rapportera dem.
        </p>
        <h2>Hur tillgänglig är tjänsten?</h2>
        <p>Tjänsten är delvis förenlig med lagen (WCAG 2.1 AA). Vi bygger mot WCAG 2.2 AA.</p>
        <h2>Innehåll som inte är tillgängligt</h2>
        <ul>
          <li>Tjänsten är inte granskad av en utomstående part, så det kan finnas brister som vi inte känner till.</li>
          <li>Den har inte provats tillsammans med användare av hjälpmedel som skärmläsare och talstyrning.</li>
          <li>Det går inte att lämna synpunkter på tillgängligheten i ett formulär. Använd e-post eller telefon så länge.</li>
        </ul>
        <h2>Så har vi testat</h2>
        <p>
          Varje sida testas automatiskt med verktyget axe, med enbart tangentbord, i 375 bildpunkters bredd och med 200 procents förstoring.
          Testerna körs varje gång tjänsten ändras. Redogörelsen bygger på en egen bedömning.
        </p>
        <h2>Lämna synpunkter</h2>
        <p>
          Skriv till {operator.supportEmail} eller ring {operator.supportPhone} om något inte fungerar för dig.
        </p>
        <p>
          <SupportLink className="icon-link" />
        </p>
        <h2>Tillsyn</h2>
        <p>
          Myndigheten för digital förvaltning har tillsyn. <a href="https://www.digg.se/tdosanmalan">Anmäl brister till Digg</a> om du inte
          är nöjd med hur vi hanterar dina synpunkter.
        </p>
      </div>
    </>
  );
}

/** The two cookies the service sets, and nothing else. */
export function CookiesPage() {
  return (
    <>
      <PageHead title="Kakor" />
      <div className="content prose">
        <p>Tjänsten använder bara kakor som behövs för att den ska fungera. Därför frågar vi inte om samtycke. Vi mäter inte ditt besök.</p>
        <ul>
          <li>En kaka för inloggningen. Den innehåller ett slumpat nummer och tas bort när du loggar ut.</li>
          <li>En kaka medan du loggar in med BankID eller Freja. Den gäller i högst tio minuter.</li>
          <li>
            En kaka som känner igen webbläsaren, så att du får ett e-postmeddelande när någon loggar in som du från en ny enhet. Den gäller
            i högst 399 dagar, öppnar ingenting och läses bara här.
          </li>
        </ul>
        <p>
          Om du loggar in med BankID eller Freja på samma enhet sparas inloggningens nummer i webbläsaren tills inloggningen är klar eller
          fliken stängs.
        </p>
      </div>
    </>
  );
}

/** What is known about a person, and why. */
export function PrivacyPage() {
  const operator = useSuspenseQuery(operatorQuery).data;
  return (
    <>
      <PageHead title="Integritetspolicy" />
      <div className="content prose">
        <p>{operator.name} är personuppgiftsansvarig för uppgifterna i tjänsten.</p>
        <h2>Uppgifter vi behandlar</h2>
        <ul>
          <li>
            Ditt namn och personnummer, från BankID eller Freja. De behövs för att veta vem du är. Personnumret lagras krypterat och visas
            inte för andra.
          </li>
          <li>Din e-postadress, ditt telefonnummer och din titel, från din arbetsgivare. De behövs för att kunna nå dig.</li>
          <li>Det du skriver i ansökningar och rekvisitioner, och vad som händer med dem. Det behövs för att handlägga ärendena.</li>
        </ul>
        <h2>Vem som ser uppgifterna</h2>
        <p>Kollegor med behörighet hos din arbetsgivare och fondens handläggare. Fonden ser inte ett utkast förrän det är inskickat.</p>
        <h2>Dina rättigheter</h2>
        <p>
          Du har rätt att få veta vilka uppgifter vi har om dig och att få fel rättade. Logga in som privatperson för att själv hämta allt
          som finns om dig, som PDF eller JSON. Skriv till {operator.supportEmail} eller ring {operator.mainPhone}. Du kan klaga hos{' '}
          <a href="https://www.imy.se">Integritetsskyddsmyndigheten</a>.
        </p>
      </div>
    </>
  );
}
